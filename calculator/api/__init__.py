"""The public API, version 1: one small module a resource over one shared frame.

To add a resource, write a module with a subclass of `frame.Endpoint`:

    class Plans(Endpoint):
        @document(
            operation="plan_a_program", tag="Plans", summary="Plan several years", statuses=POSTING, body=PLAN_BODY,
            answer=PlanSerializer, example="plan.json",
        )
        def post(self, request: Request) -> HttpResponse:
            given = self.body(request)               # a Given over the strictly parsed JSON object
            scenario = read_scenario(given)          # every reader keeps its faults in `given`
            given.refuse_unknown()
            given.raise_faults()                     # one 400 that lists everything, with JSON pointers
            return json_response(plan_json(...))

Reading endpoints implement `read(request, given, **path)` and leave HEAD, ETag, 304, Cache-Control and CSV
negotiation to the frame. Answers are plain dicts; serializers in `serializers` describe them for the schema
and do no work at run time. Add the path to `urls` and the example's request to `examples`;
`python -m tests.api_examples` writes the answer that a test then holds to.
"""
