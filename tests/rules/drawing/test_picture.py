import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.rules.growing import LUMP, TRUTH
from tests.rules.reading.wording import Household
from tests.rules.trees import cases_of, rules_together
from tests.rules.vocabulary import ON, FixedPolicy, partial_for

from localgov_components.core.lettering import width_of
from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import Expression, Known, any_of, define, not_, policy_value
from localgov_components.rules.drawing import svg

SVG = "{http://www.w3.org/2000/svg}"
A, B = Household.credit, Household.badge
Box = tuple[float, float, float, float]


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - our own


def boxes_of(picture: str) -> list[Box]:
    group = parsed(picture).find(f"{SVG}g")
    assert group is not None
    return [
        tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))  # type: ignore[misc]  # four of them
        for rect in group.iter(f"{SVG}rect")
    ]


def words_of(picture: str) -> str:
    return " ".join(text.text or "" for text in parsed(picture).iter(f"{SVG}text"))


def overlap(one: Box, other: Box) -> bool:
    return all(one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2] for axis in (0, 1))


def lines_in(picture: str) -> Iterator[tuple[float, float, float, str]]:
    """Each line of words in the boxes: where it begins, its size and its words."""
    group = parsed(picture).find(f"{SVG}g")
    assert group is not None
    for text in group.findall(f"{SVG}text"):
        place = text.attrib
        yield float(place["x"]), float(place["y"]), float(place["font-size"]), text.text or ""


def test_a_picture_has_a_title_and_says_the_same_in_words() -> None:
    picture = parsed(svg({"help": any_of(A, B)}, title="Who gets help"))
    title, desc = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, desc.text) == (
        "Who gets help",
        "help:\nany of these:\n1. somebody gets Universal Credit\n2. somebody has a Blue Badge",
    )
    named, told = (picture.attrib[f"aria-{each}"] for each in ("labelledby", "describedby"))
    assert (named, told) == (title.attrib["id"], desc.attrib["id"])
    assert picture.attrib["role"] == "img"


def test_a_case_is_told_by_words_and_signs_and_in_the_key() -> None:
    rule = any_of(A, not_(B), Household.bins > 2)
    picture = svg({"help": rule}, known=Known({"household.badge": True, "household.bins": 1}), on=ON)
    words = words_of(picture)
    assert "Rules and definitions for one case, on 1 May 2026" in words
    assert words.count("not known") == 3  # the rule, the fact, and the key
    assert words.count("not true") == 3
    assert "[not known]" in picture


def test_a_picture_without_a_case_has_no_states() -> None:
    words = words_of(svg({"help": any_of(A, B)}))
    assert "true" not in words
    assert "is made of" in words
    assert "speaks of" not in words


def test_values_are_drawn_when_asked_for() -> None:
    rules = {"left": Household.capital - Money("1000")}
    known = Known({"household.capital": Money("1234.56")})
    assert "234.56" not in svg(rules, known=known, on=ON)
    assert "known: £234.56" in words_of(svg(rules, known=known, on=ON, show_values=True))


def test_policy_and_sources_are_drawn() -> None:
    limit = define("limit", policy_value("limit", Money), cites="Order 2012, article 5")
    words = words_of(svg({"rich": Household.capital > limit}, policy=FixedPolicy()))
    assert "the limit (£2.00)" in words
    assert "Order 2012, article 5" in words
    assert "Order 2012, article 4" in words


def test_two_pictures_may_stand_in_one_page() -> None:
    one, other = (set(re.findall(r'id="([^"]+)"', svg({name: A}))) for name in ("one", "other"))
    assert len(one) == len(other) == 2
    assert one.isdisjoint(other)


def test_a_picture_needs_nothing_else_and_is_always_the_same() -> None:
    picture = svg({"help": any_of(A, B)})
    assert svg({"help": any_of(A, B)}) == picture
    assert re.findall(r"(?:href|src|url|@import|<script|<style|<image)", picture) == []


@pytest.mark.parametrize(
    "label",
    [
        "</script>",
        "</svg>",
        "say \"yes\" & 'no'",
        "<b>bold</b>",
        "]]>",
        "one\ntwo",
        "\x00\x1b[31m",
        "👩‍👧",
        "&#0;",
        "\u202e",
    ],
)
def test_a_label_is_words_and_nothing_else(label: str) -> None:
    rule = any_of(A, define("x", B, label=label, cites=label))
    picture = parsed(svg({"rule": rule, label: A}, title=label))
    kinds = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert kinds <= {"svg", "title", "desc", "rect", "g", "text", "path"}


# No rule has half a character.
@pytest.mark.parametrize("text", [each[:10_000] for each in HOSTILE if "\ud800" not in each])
def test_hostile_labels_stay_in_their_boxes(text: str) -> None:
    rule = any_of(A, define("x", B, label=text, denied=text, cites=text), Household.band == text)
    picture = svg({text: rule}, title=text)
    parsed(picture)
    assert not any(overlap(one, other) for one, other in combinations(boxes_of(picture), 2))
    picture.encode()


@given(TEXT, TEXT)
def test_any_label_can_be_drawn(label: str, cites: str) -> None:
    parsed(svg({label: any_of(A, define("x", B, label=label, cites=cites))}, title=cites))


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    case=cases_of(rules_together(TRUTH, LUMP, gaps=True), known=lambda rules: partial_for(*rules)), shown=st.booleans()
)
def test_boxes_do_not_overlap_and_hold_their_words(
    language: str,
    case: tuple[tuple[Expression[object], ...], Known],
    shown: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    rules = {f"rule {number}": rule for number, rule in enumerate(case[0])}
    picture = svg(rules, known=case[1], policy=FixedPolicy(), on=ON, show_values=shown, language=language)
    boxes = boxes_of(picture)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for x, y, size, words in lines_in(picture):
        end = x + width_of(words, size=size)
        assert any(
            box[0] < x and end < box[0] + box[2] and box[1] + size <= y + size * 0.2 and y < box[1] + box[3]
            for box in boxes
        )
    _, _, width, height = map(float, parsed(picture).attrib["viewBox"].split())
    assert all(box[0] >= 0 and box[0] + box[2] <= width and box[1] + box[3] <= height for box in boxes)


def test_a_scheme_of_many_boxes_stays_apart() -> None:
    named = [
        define(f"part_{number}", Household.bins > number, cites=f"Order 2012, article {number}") for number in range(30)
    ]
    rules = {f"rule-{number}": any_of(*named[number : number + 6], A) for number in range(25)}
    picture = svg(rules)
    boxes = boxes_of(picture)
    assert len(boxes) == 80
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
