"""The rules of an award as data: classes, treatments, indirect costs, cautions; each with its source and date."""

from collections.abc import Mapping
from typing import get_args

from calculator.engine.grant_rules import STAFF_ONLY, Caution, Citation, Counts, GrantRules, Treatment
from calculator.engine.reading import Record, read_record
from calculator.engine.rules_2027_1.grant_lines import LABELS

_LINES = (*LABELS, "wraparound")
_KEYS = frozenset(("version", "classes", "ojp", "treatments", "staff", "lines", "indirect", "cautions"))
_INDIRECT = frozenset(("de_minimis_share", "subaward_first_usd", "subawards", "who_may", "sources"))
_CAUTION = ("text", "usd", "above_usd", "source")
_TREATMENT = ("label", "class", "ojp", "counts")


def load_grant_rules(text: str, *, file: str) -> GrantRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="grant rules")
    classes, ojp = document.record("classes", what="classes"), document.record("ojp", what="ojp")
    treatments = _treatments(document.record("treatments", what="treatments"), classes, ojp)
    staff, lines = document.record("staff", what="staff"), document.record("lines", what="lines")
    staff.check_keys(allowed=("city", "community"), required=("city", "community"), what="staff")
    lines.check_keys(allowed=_LINES, required=_LINES, what="lines")
    indirect = document.record("indirect", what="indirect")
    indirect.check_keys(allowed=_INDIRECT, required=_INDIRECT, what="indirect")
    return GrantRules(
        classes={key: classes.text(key, what="classes") for key in classes},
        treatments=treatments,
        staff={key: staff.choice(key, treatments, what="staff") for key in staff},
        lines={key: lines.choice(key, set(treatments) - {STAFF_ONLY}, what="lines") for key in lines},
        de_minimis_share=indirect.number("de_minimis_share", what="indirect"),
        subaward_first_usd=int(indirect.number("subaward_first_usd", what="indirect")),
        subawards=int(indirect.number("subawards", what="indirect")),
        sources=tuple(_citation(source) for source in indirect["sources"]),
        ojp={key: ojp.text(key, what="ojp") for key in ojp},
        who_may=indirect.text("who_may", what="indirect"),
        requests=True,
        labels=LABELS,
        cautions=_cautions(document.record("cautions", what="cautions")),
    )


def _treatments(records: Record, classes: Record, ojp: Record) -> dict[str, Treatment]:
    found, counts = {}, {option: option for option in get_args(Counts)}
    for key in records:
        what = f"treatment {key}"
        record = records.record(key, what=what)
        record.check_keys(allowed=(*_TREATMENT, "note"), required=_TREATMENT, what=what)
        found[key] = Treatment(
            key=key,
            label=record.text("label", what=what),
            object_class=record.choice("class", classes, what=what),
            counts=counts[record.choice("counts", counts, what=what)],
            ojp=record.choice("ojp", ojp, what=what),
            note=record.text("note", what=what) if "note" in record else "",
        )
    return found


def _cautions(records: Record) -> tuple[Caution, ...]:
    found = []
    for key in records:
        what = f"caution {key}"
        record = records.record(key, what=what)
        record.check_keys(allowed=_CAUTION, required=_CAUTION, what=what)
        usd, above = (record.number(name, what=what) for name in ("usd", "above_usd"))
        found.append(Caution(key, record.text("text", what=what), usd, above, _citation(record["source"])))
    return tuple(found)


def _citation(source: Mapping[str, object]) -> Citation:
    return Citation(*(str(source[key]) for key in ("title", "url", "date")))
