"""The charts, tables, words and fields on the page of every component."""

from typing import Any

from calculator import charts

YEARS = [2019, 2020, 2021, 2022, 2023, 2024]
HOMICIDES = [37, 48, 62, None, 40, 37]
FBI = {"source": "FBI Crime Data Explorer", "source_url": "https://cde.ucr.cjis.gov/"}


def _row(header: str, *cells: str | None) -> list[dict[str, Any]]:
    return [{"text": header, "header": True}, *({"text": cell, "numeric": True} for cell in cells)]


def _headings(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label, "numeric": index > 0} for index, label in enumerate(labels)]


TREND = {
    "id": "trend",
    "title": "Homicides a year",
    "note": "The city police did not report 2022.",
    "template": "components/charts/trend.html",
    "chart": charts.trend(
        years=YEARS, values=HOMICIDES, description="Homicides rose from 37 in 2019 to 62 in 2021; 37 in 2024."
    ),
    "table": {
        "id": "trend-table",
        "caption": "Homicides a year",
        "hide_caption": True,
        "headings": _headings("Year", "Homicides"),
        "rows": [_row(str(year), None if n is None else str(n)) for year, n in zip(YEARS, HOMICIDES, strict=True)],
    },
    **FBI,
}
FUNDING = {
    "id": "funding",
    "title": "Money in sight, and money needed",
    "note": "A federal grant ends after year 3.",
    "template": "components/charts/area.html",
    "legend": [
        {"swatch": "s-1", "label": "City general fund"},
        {"swatch": "s-2", "label": "State grant"},
        {"swatch": "s-3", "label": "Federal grant"},
        {"swatch": "need", "label": "Needed"},
    ],
    "chart": charts.stacked_area(
        years=["Year 1", "Year 2", "Year 3", "Year 4", "Year 5"],
        series=[
            ("City general fund", [2e6, 3e6, 4e6, 5e6, 6e6]),
            ("State grant", [1.5e6, 1.5e6, 1.5e6, 1.5e6, 0]),
            ("Federal grant", [2e6, 2e6, 2e6, 0, 0]),
        ],
        need=[4.1e6, 8.2e6, 12.6e6, 17.1e6, 21.9e6],
        description="Money in sight covers year 1 and falls to 6 of 22 million dollars by year 5.",
    ),
    "source": "Entered in the plan",
}
OUTCOMES = {
    "id": "outcomes",
    "title": "Benefit for each dollar, in 10,000 draws",
    "template": "components/charts/histogram.html",
    "chart": charts.histogram(
        edges=[0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5],
        counts=[310, 820, 1460, 1980, 1920, 1480, 980, 560, 310, 180],
        mark=1,
        mark_text="pays for itself",
        description="In 89 of 100 draws the benefit is above the cost.",
        text=lambda dollars: f"${dollars:g}",
    ),
    "source": "Computed from published effects; see the methodology",
    "source_url": "/methodology/",
}
RANGES = {
    "id": "ranges",
    "title": "People at highest risk, three ways",
    "template": "components/charts/intervals.html",
    "chart": charts.intervals(
        [
            ("Share of residents", 24, 238, 1785, True),
            ("Per homicide", 93, 148, 222, False),
            ("Local count", 231, 231, 231, False),
        ],
        description="0.1% of residents gives 238, four a homicide 148, a local count 231.",
    ),
    "source": "Ranges are those of published local counts",
    "source_url": "/methodology/",
}
TORNADO = {
    "id": "tornado",
    "title": "What matters most",
    "note": "The total a year with one assumption at the low end of its evidence (pale) or the high end.",
    "template": "components/charts/tornado.html",
    "chart": charts.tornado(
        [
            ("Share of residents at highest risk", 11.6e6, 34.2e6),
            ("People per case manager", 24.1e6, 19.4e6),
            ("People per outreach worker", 20.9e6, 18.6e6),
        ],
        central=19.4e6,
        description="The share of residents moves the total from 11.6 to 34.2 million dollars; the caseloads by 2 to 5.",
        text=lambda dollars: f"${dollars / 1e6:.0f} million",
    ),
    "source": "Computed from published ranges; see the methodology",
}
MAP = {
    "id": "map",
    "title": "People at highest risk, by city",
    "note": "The area of a dot is in proportion to the number of people.",
    "template": "components/charts/map.html",
    "chart": charts.us_map(
        [
            ("Norfolk, Virginia: 231", "/cities/norfolk-va/", 850.3, 309.7, 231),
            ("Chicago, Illinois: 2,721", "/cities/chicago-il/", 637.4, 227.1, 2721),
            ("St. Louis, Missouri: 279", "/cities/st-louis-mo/", 599.0, 303.4, 279),
        ],
        description="Map of three cities; a list follows",
    ),
}
SPARK = charts.sparkline([37, 48, 62, None, 40, 37], description="Homicides from 37 to 37 over six years, highest 62")
CITIES = {
    "id": "cities",
    "caption": "Places by homicide rate",
    "headings": [
        {"label": "Place", "url": "?ordering=name", "sort": "none"},
        {"label": "Residents", "url": "?ordering=-population", "sort": "none", "numeric": True},
        {"label": "Homicides per 100,000", "url": "?ordering=rate", "sort": "descending", "numeric": True},
        {"label": "Staff", "url": "?ordering=-staff", "sort": "none", "numeric": True},
        {"label": "A year", "url": "?ordering=-total", "sort": "none", "numeric": True},
    ],
    "rows": [
        [
            {"text": "Norfolk, Virginia", "url": "#", "header": True},
            *_row("", "231,105", "16.0", "76", "$19,359,585")[1:],
        ],
        [
            {"text": "Gary, Indiana", "url": "#", "header": True},
            *_row("", "67,555", None, "26", "$5,914,475")[1:],
        ],
    ],
}
YEARS_TABLE = {
    "id": "years",
    "caption": "Five years, year by year",
    "headings": _headings("", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5"),
    "rows": [
        _row("People reached", "48", "95", "143", "190", "238"),
        _row("Needed", "$4,100,000", "$8,200,000", "$12,600,000", "$17,100,000", "$21,900,000"),
        _row("In sight", "$5,500,000", "$6,500,000", "$7,500,000", "$6,500,000", "$6,000,000"),
    ],
    "foot": _row("Gap", "–", "$1,700,000", "$5,100,000", "$10,600,000", "$15,900,000"),
}
PAGES = {
    "previous_url": "?page=1",
    "next_url": "?page=3",
    "summary": "51–100 of 19,479 places",
    "links": [
        {"label": "1", "url": "?page=1"},
        {"label": "2", "current": True},
        {"label": "3", "url": "?page=3"},
        {"label": "…"},
        {"label": "390", "url": "?page=390"},
    ],
}
STORY = {
    "figure": "25 to 0",
    "text": "Gang-related homicides, shootings and investigations between January and June, a year apart.",
    "place": "Fort Worth, Texas",
    "period": "2023 and 2024",
    "kind": "announcement",
    "kind_label": "Announcement",
    "caution": "Reported by the program’s supporters; no comparison area.",
    "source": "Protect CVI",
    "source_url": "https://www.protectcvi.org/",
}
KINDS = [
    ("announcement", "Announcement"),
    ("before_after", "Before and after"),
    ("quasi_experimental", "Compared with similar places"),
    ("randomized", "Randomized"),
]
LINKS = [
    {
        "label": "Peace fellowships",
        "url": "#",
        "text": "An 18-month course for the people at highest risk: mentoring, support, and modest stipends.",
        "meta": "Pays from: frontline workers, wraparound support",
    },
    {
        "label": "Hospital-based violence intervention",
        "url": "#",
        "text": "Support that starts at the bedside and stays for at least six months.",
        "tag": {"kind": "quasi_experimental", "label": "Compared with similar places"},
    },
]
STEPS = [
    {
        "when": "Year 1",
        "title": "One in five people reached",
        "text": "Hiring starts; a post stands open four months on average.",
    },
    {
        "when": "Year 4",
        "title": "The federal grant ends",
        "text": "$2,000,000 a year must come from elsewhere.",
    },
]
NOTICES = [
    {
        "kind": "advice",
        "title": "Small places can plan together",
        "text": "Fewer than 30 people are at highest risk here.",
        "url": "#",
        "link": "Plan for the county",
    },
    {
        "kind": "warning",
        "title": "Two sources disagree",
        "text": "The Real-Time Crime Index counts 37 homicides in 2024, the FBI 41.",
    },
    {
        "kind": "error",
        "title": "",
        "text": "The address asked for something this page does not know: caseload.",
    },
]
ERRORS = [{"text": "People per mediator: give a number from 1 to 200", "field": "p-mediator_caseload"}]
FIELDS = [
    {
        "kind": "text",
        "id": "f-place",
        "name": "place",
        "label": "Place",
        "value": "Norfolk",
        "required": True,
        "hint": "City and state",
    },
    {
        "kind": "email",
        "id": "f-email",
        "name": "email",
        "label": "Email",
        "value": "someone",
        "error": "Give an address such as name@example.org",
        "autocomplete": "email",
    },
    {
        "kind": "number",
        "id": "f-staff",
        "name": "staff",
        "label": "Outreach workers in post today",
        "value": "6",
        "short": True,
    },
    {
        "kind": "select",
        "id": "f-state",
        "name": "state",
        "label": "State",
        "required": True,
        "options": [
            {"value": "VA", "label": "Virginia", "selected": True},
            {"value": "MO", "label": "Missouri"},
        ],
    },
    {
        "kind": "radios",
        "id": "f-kind",
        "name": "kind",
        "label": "What kind of change is it?",
        "required": True,
        "options": [
            {
                "value": "figure",
                "label": "A figure is wrong",
                "hint": "Population, homicides, prices",
                "selected": True,
            },
            {"value": "other", "label": "Something else"},
        ],
    },
    {
        "kind": "checkbox",
        "id": "f-pay",
        "name": "local_pay",
        "label": "Adjust pay to local prices",
        "hint": "By the place’s regional price parity",
        "checked": True,
    },
    {
        "kind": "textarea",
        "id": "f-text",
        "name": "text",
        "label": "What should it say?",
        "value": "",
        "required": True,
        "rows": 4,
    },
]
