"""The released methodologies: found by name or version, and never changed."""

import hashlib

import pytest

from calculator.registry import (
    DEFAULT_ID,
    FOLDER,
    UnknownMethodologyError,
    find_methodology,
    latest,
    released,
)

PINNED = FOLDER / "RELEASED.sha256"


def pinned() -> dict[str, str]:
    """Return the digest of each released file by its name, as `sha256sum` wrote them."""
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def test_a_released_version_never_changes() -> None:
    changed = [
        name
        for name, digest in pinned().items()
        if not (FOLDER / name).exists() or hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() != digest
    ]
    assert not changed, (
        f"{', '.join(changed)} was released and is no longer as it was. Saved links and printed memos name this "
        "version and must give the same numbers for ever: put the file back, copy it to a new version (file name, "
        f"`version`, an entry under `changes`), change that one, and add its `sha256sum` to {PINNED.name}."
    )


def test_every_released_version_is_pinned() -> None:
    files = {f"{method.id}-{method.version}.yaml" for method in released().values() if method.status == "released"}
    missing = files - set(pinned())
    assert not missing, f"run `sha256sum {' '.join(missing)} >> {PINNED.name}` in {FOLDER.name}/"


def test_names_find_the_newest_version_or_the_pinned_one() -> None:
    caps = find_methodology("caps")
    assert caps is latest()["caps"] is released()[caps.reference]
    assert find_methodology("caps@2026.1").version == "2026.1"
    assert find_methodology(DEFAULT_ID).id == DEFAULT_ID
    assert set(latest()) == {"caps", "field"}


@pytest.mark.parametrize("name", ["", "CAPS", "caps@", "caps@1999.1", "caps-2026.1", "../caps", "caps@2026.1 "])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownMethodologyError, match=r"there are caps, field, caps@2026\.1, field@2026\.1") as caught:
        find_methodology(name)
    assert caught.value.name == name


@pytest.mark.parametrize("reference", released())
def test_both_presets_have_the_same_inputs_and_lines(reference: str) -> None:
    method, caps = released()[reference], latest()["caps"]
    assert list(method.parameters) == list(caps.parameters)
    assert {name: line.formula.text for name, line in method.lines.items()} == {
        name: line.formula.text for name, line in caps.lines.items()
    }
