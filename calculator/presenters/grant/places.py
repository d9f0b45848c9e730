"""Where a fault of the grant tab belongs: what its field is called, and the field's id."""

from calculator.asking.grant import mapping_name, usual_mapping
from calculator.asking.question import Question
from calculator.asking.request import posts_name
from calculator.asking.subrecipients import OTHER_LINES
from calculator.presenters.grant.form import LABELS, line_label
from calculator.presenters.grant.request_form import LINE_LABELS, TERM_LABELS, organization_labels
from calculator.words.watches import lower

KINDS = {"subrecipients": "Organization", "other_lines": "Line of your own"}


def grant_place(question: Question, name: str) -> tuple[str, str] | None:
    """Return the label and the id of the grant tab's field that `name` is about; None where it is about none."""
    grant, method = question.grant, question.scenario.methodology
    known = {**LABELS, **TERM_LABELS}
    known |= {posts_name(role.key): f"{role.plural} asked for" for role in method.roles}
    known |= {mapping_name(line): line_label(grant.rules, method, line) for line in usual_mapping(method.reference)}
    if name in known:
        return known[name], f"p-{name}"
    tables = [(OTHER_LINES, grant.other_rows, LINE_LABELS)]
    if grant.table is not None:
        tables.append((grant.table, grant.subrecipient_rows, organization_labels(question)))
    for table, rows, labels in tables:
        for number in range(1, len(rows) + 1):
            for column in table.columns:
                if name == table.name(column, number):
                    return f"{KINDS[table.member]} {number}, {lower(labels[column])}", f"p-{name}"
    return None
