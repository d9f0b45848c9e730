"""What the shapes of answers share, for the schema and the clients made from it. Nothing here runs when a request is answered."""

from rest_framework import serializers
from rest_framework.serializers import CharField, IntegerField, Serializer


def optional(field: type[serializers.Field], text: str) -> serializers.Field:
    """Return a field that is always there and null where nothing is known."""
    return field(allow_null=True, help_text=text)


class FaultSerializer(Serializer):
    """One thing wrong with a request."""

    message = CharField(help_text="What is wrong")
    parameter = CharField(required=False, help_text="The query or path parameter it is about")
    pointer = CharField(required=False, help_text="Where in the body, as a JSON pointer (RFC 6901)")
    allowed = CharField(required=False, help_text="What is allowed there")
    suggestion = CharField(required=False, help_text="What was probably meant")


class ProblemSerializer(Serializer):
    """Why there is no answer (RFC 9457): the same shape for every error."""

    type = CharField(help_text="A page that explains this kind of problem")
    title = CharField(help_text="The kind of problem in words")
    status = IntegerField(help_text="The HTTP status")
    detail = CharField(help_text="What happened here")
    instance = CharField(help_text="The path that was asked")
    errors = FaultSerializer(many=True, required=False, help_text="Everything wrong, at once")


class MethodReferenceSerializer(Serializer):
    """A methodology and its version."""

    id = CharField(help_text="caps or field")
    version = CharField(help_text="A released version never changes")


class PageSerializer(Serializer):
    """A page of a list."""

    count = IntegerField(help_text="Rows in the whole list, not only on this page")
    data_version = CharField(help_text="Version of the facts")
    next = optional(CharField, "The next page")
    previous = optional(CharField, "The previous page")
