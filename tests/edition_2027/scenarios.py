"""Random questions to edition 2027.1: anything a user may move, typed posts and roles left out among it."""

from hypothesis import strategies as st

from calculator.engine.methodology import Methodology
from tests.edition_2027.asking import METHODS, inputs_of
from tests.engine.scenarios import Scenario, values


def facts() -> st.SearchStrategy[Scenario]:
    """Return facts of a place, all known."""
    homicides = st.integers(0, 3_000).map(float)
    population = st.one_of(st.integers(0, 3_000), st.integers(0, 3_000_000), st.integers(0, 50_000_000)).map(float)
    level = st.integers(800, 1_200).map(lambda tenths: tenths / 10)
    return st.fixed_dictionaries(
        {
            "population": population,
            "homicides": homicides,
            "homicides_three_year": homicides,
            "homicides_five_year": st.integers(0, 15_000).map(lambda fifths: fifths / 5),
            "price_level": level,
            "local_high_risk": st.integers(0, 10_000).map(float),
        }
    )


def moved(method: Methodology) -> st.SearchStrategy[Scenario]:
    """Return parameters off their preset; every role's posts are known, so that any basis may be drawn."""
    each = {name: values(record) for name, record in method.parameters.items()}
    posts = {name: st.integers(0, 300).map(float) for name in each if name.endswith("_posts")}
    optional = {name: strategy for name, strategy in each.items() if name not in posts and name != "local_high_risk"}
    optional["price_year"] = optional["dollars_of"] = st.integers(2020, 2035).map(float)
    return st.fixed_dictionaries(posts, optional=optional)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, Scenario]:
    """Return a method's id and every input of a scenario of it."""
    name = draw(st.sampled_from(list(METHODS)))
    return name, inputs_of(METHODS[name], **{**draw(facts()), **draw(moved(METHODS[name]))})
