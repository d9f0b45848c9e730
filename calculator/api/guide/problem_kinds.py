"""What each kind of problem means to whoever meets it; the `type` of a problem document leads to these words."""

PROBLEM_KINDS = (
    ("invalid-request", 400, ("Something in the request cannot be used. Its errors list everything at once, each with its "
     "parameter or JSON pointer, what is allowed, and what was probably meant.")),
    ("forbidden", 403, "This is not open to you."),
    ("not-found", 404, "There is no such place, methodology or page. Near names are suggested."),
    ("method-not-allowed", 405, "The Allow header lists the methods there are."),
    ("not-acceptable", 406, ("The Accept header leaves out everything that is offered here: application/json, and text/csv "
     "where there are rows.")),
    ("gone", 410, "This saved scenario was taken down; the detail says when and why."),
    ("too-large", 413, "Bodies may have up to 1 MB."),
    ("uri-too-long", 414, "An address may have 8,000 characters. Post a longer question as a body."),
    ("unsupported-media-type", 415, "Send bodies as application/json."),
    ("too-many-requests", 429, ("Wait as many seconds as Retry-After says. The RateLimit headers of every answer say what is "
     "left; one bulk request replaces thousands of single ones.")),
    ("headers-too-large", 431, "Headers may have up to 64 KB in all."),
    ("internal-error", 500, "A fault of ours. It has been logged."),
    ("unavailable", 503, "The database does not answer. Nothing was saved; try again after Retry-After."),
)  # fmt: skip
