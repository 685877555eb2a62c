import pytest
from pydantic import JsonValue
from tests.forms.garden import BY_HAND

from localgov_components.core.messages import Catalogue
from localgov_components.forms import Context
from localgov_components.rules import Known

HOME: dict[str, JsonValue] = {"line1": "Flat 2", "line2": "1 High Street", "town": "Ambleford", "postcode": "DT97 1AA"}


def sent(**parts: str) -> dict[str, list[str]]:
    return {BY_HAND.parts[part]: [text] for part, text in parts.items()}


def found(**changes: str) -> list[tuple[str, str]]:
    parts = {part: str(text) for part, text in HOME.items()}
    reading = BY_HAND.read(sent(**{**parts, **changes}), Context())
    return [(problem.code, problem.field) for problem in reading.problems]


def test_the_lines_make_one_address() -> None:
    sloppy = sent(line1=" Flat  2", line2="1 High Street", town="Ambleford", postcode="dt971aa")
    answer = BY_HAND.read(sloppy, Context()).answer
    assert answer == HOME
    assert BY_HAND.facts(answer) == {"property.address": "Flat 2\n1 High Street\nAmbleford\nDT97 1AA"}
    assert BY_HAND.show(answer, Catalogue({}), "en") == ("Flat 2", "1 High Street", "Ambleford", "DT97 1AA")


def test_the_second_line_may_be_empty() -> None:
    assert found(line2="") == []


@pytest.mark.parametrize("part", ["line1", "town", "postcode"])
def test_each_other_part_that_is_empty_is_a_problem_at_its_control(part: str) -> None:
    assert found(**{part: ""}) == [(f"manual-address.{part}-empty", f"by-hand-{part}")]


@pytest.mark.parametrize("part", ["line1", "line2", "town"])
def test_a_part_may_be_as_long_as_declared_and_no_longer(part: str) -> None:
    assert found(**{part: "x" * 100}) == []
    assert found(**{part: "x" * 101}) == [(f"manual-address.{part}-too-long", f"by-hand-{part}")]


@pytest.mark.parametrize("typed", ["DT97", "x" * 1000])
def test_the_postcode_must_be_a_full_one(typed: str) -> None:
    assert found(postcode=typed) == [("manual-address.postcode-format", "by-hand-postcode")]


def test_every_problem_is_found_at_once() -> None:
    assert len(BY_HAND.read({}, Context()).problems) == 3


@pytest.mark.parametrize(
    "answer",
    [None, {}, {**HOME, "line1": ""}, {**HOME, "town": 1}, {**HOME, "postcode": "dt971aa"}, {**HOME, "county": "x"}],
)
def test_a_kept_answer_of_another_shape_is_not_accepted(answer: JsonValue) -> None:
    assert BY_HAND.accepts(HOME, Known())
    assert not BY_HAND.accepts(answer, Known())
