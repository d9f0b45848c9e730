"""Templates as Python functions: what Django reads is written out as code once, and a page is then some joining of text.

Django's own rendering asks each of a page's thousand nodes anew what it is. Where a template has a node that is not known
here, as the admin's have, Django renders it as ever.
"""
