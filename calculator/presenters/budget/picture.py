"""A budget as a picture that stands on its own: the words and geometry of the copyable chart and the preview image."""

import re
import textwrap
from typing import Any

from calculator.answer import Answer
from calculator.charts.bar import stacked_bar
from calculator.charts.scale import coordinate
from calculator.presenters.budget.bases import dollars_of, headline, money_span, span
from calculator.presenters.memo.memo import heading_for
from calculator.words.colors import line_color, on_line
from calculator.words.wording import about_dollars, counted, dollars, in_dollars, people

WIDTH, MARGIN = 1000, 40
TITLE_LINE, TITLE_CHARACTERS, ROW, BAR = 40, 50, 34, 64
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def present_chart(answer: Answer, *, link: str) -> dict[str, Any]:
    """Return the copyable chart's context (pictures/budget.svg): titles, bar, one row a line, source."""
    subject, budget = answer.subject, answer.budget
    title = textwrap.wrap(xml_text(f"{subject.name}: {about_dollars(budget.total)} a year"), TITLE_CHARACTERS)
    bar_top = MARGIN + TITLE_LINE * len(title) + 44
    rows_top = bar_top + BAR + 44
    inner = WIDTH - 2 * MARGIN
    parts = stacked_bar([(line.line, line.label, line.amount) for line in budget.budget]).parts
    lines = [(line, part) for line, part in zip(budget.budget, parts, strict=True) if line.amount]
    foot = rows_top + ROW * (len(lines) + 1) + 26
    return {
        "width": WIDTH,
        "height": foot + 28,
        "margin": MARGIN,
        "right": WIDTH - MARGIN,
        "title": [{"y": MARGIN + TITLE_LINE * index + 26, "text": text} for index, text in enumerate(title)],
        "subtitle": {"y": bar_top - 22, "text": _reach_words(answer)},
        "bar": [
            {
                "x": coordinate(MARGIN + float(part.x) * inner / 100),
                "width": coordinate(float(part.width) * inner / 100),
                "middle": coordinate(MARGIN + float(part.middle) * inner / 100),
                "share": part.text,
                "fill": line_color(line.line),
                "on": on_line(line.line),
            }
            for line, part in lines
        ],
        "bar_top": bar_top,
        "bar_height": BAR,
        "bar_middle": bar_top + BAR / 2,
        "rows": [
            {
                "y": rows_top + ROW * index,
                "swatch_y": rows_top + ROW * index - 14,
                "label": line.label,
                "amount": dollars(line.amount),
                "share": part.share,
                "fill": line_color(line.line),
            }
            for index, (line, part) in enumerate(lines)
        ],
        "rule_y": rows_top + ROW * len(lines) - 24,
        "total": {
            "y": rows_top + ROW * len(lines),
            "amount": dollars(budget.total),
            "label": f"Total a year{in_dollars(budget.dollars_of)}",
        },
        "foot": {"y": foot, "text": f"CVI Budget, method {budget.methodology.reference}", "link": xml_text(link)},
        "description": f"{' '.join(title)}. {_reach_words(answer)}",
    }


def present_preview(answer: Answer) -> dict[str, Any]:
    """Return what the preview image says (exports/memo/preview.typ): the range first where the edition knows one."""
    subject, budget, spanned = answer.subject, answer.budget, answer.range
    if spanned is not None and headline(answer):
        used = f"people at highest risk; {people(budget.high_risk)} used here"
        figures = [(span(spanned.people_low, spanned.people_high), used)]
        figures.append((money_span(spanned.total_low, spanned.total_high), f"a year in {dollars_of(answer)} dollars"))
    else:
        figures = [(people(budget.people_served), "people to reach")]
        if budget.values["all_staff"]:
            figures.append((people(budget.values["all_staff"]), "staff in all"))
        figures.append((about_dollars(budget.total), "a year"))
    return {
        "name": heading_for(subject) if subject.kind == "typed" else subject.name,
        "figures": [{"value": value, "label": label} for value, label in figures] if budget.total else [],
        "bar": [
            {"fraction": line.amount / budget.total, "fill": line_color(line.line)}
            for line in budget.budget
            if line.amount
        ],
        "caption": "What reaching the people at highest risk of gun violence takes",
    }


def xml_text(text: str) -> str:
    """Return text without the characters that no XML document may hold."""
    return _NOT_XML.sub("\ufffd", text)


def _reach_words(answer: Answer) -> str:
    """Return who is reached by whom; with the range of the ways to count, where the edition knows one."""
    budget, spanned = answer.budget, answer.range
    staff = budget.values["all_staff"]
    words = f"{counted(budget.people_served, 'person', 'people')} at highest risk of gun violence reached"
    if staff:
        words = f"{words} by {counted(staff, 'member of staff', 'staff')}"
    if spanned is None or not headline(answer):
        return words
    return f"About {words}; {span(spanned.people_low, spanned.people_high)} by every way to count"
