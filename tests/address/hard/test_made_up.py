"""Awkward addresses that were made up by rule, each with the row that it means or `none`.

`made_up_rows.csv` is the gazetteer and `made_up_texts.csv` what is asked. The texts were written before they were run;
where a text was answered otherwise than was thought, the answer was argued again, and the matcher mended or the
expectation changed to declining, never to another row.
"""

import csv
import re
from pathlib import Path

import pytest
from tests.address.matching.town import line, matcher

from localgov_components.address.matching.match import Match
from localgov_components.address.matching.matcher import Matcher

HERE = Path(__file__).parent
NONE = "none"


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / f"made_up_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ADDRESSES = {row["id"]: row["address"] for row in rows_of("rows")}
NUMBERS = {id_: number for number, id_ in enumerate(ADDRESSES, start=1)}
IDS = {number: id_ for id_, number in NUMBERS.items()}
TEXTS = rows_of("texts")
KINDS = sorted({text["kind"] for text in TEXTS})


def town(without: str = "") -> Matcher:
    return matcher(line(NUMBERS[id_], text) for id_, text in ADDRESSES.items() if id_ != without)


def answered(match: Match) -> str:
    return NONE if match.uprn is None else IDS[match.uprn.number]


def bare(text: str) -> str:
    """In capitals, without commas or lines."""
    return re.sub(r"[\s,;|]+", " ", text).upper()


@pytest.fixture(scope="module")
def whole() -> Matcher:
    return town()


@pytest.mark.parametrize("kind", KINDS)
def test_each_text_means_the_row_that_was_argued(kind: str, whole: Matcher) -> None:
    asked = {text["text"]: text["expected"] for text in TEXTS if text["kind"] == kind}
    assert {text: answered(whole.match(text)) for text in asked} == asked


@pytest.mark.parametrize("kind", KINDS)
def test_without_commas_and_in_capitals_no_text_means_another_row(kind: str, whole: Matcher) -> None:
    asked = {text["text"]: text["expected"] for text in TEXTS if text["kind"] == kind}
    answers = {text: answered(whole.match(bare(text))) for text in asked}
    assert {text: given for text, given in answers.items() if given not in (NONE, asked[text])} == {}


def test_every_row_is_matched_by_its_own_text(whole: Matcher) -> None:
    assert {id_: answered(whole.match(text)) for id_, text in ADDRESSES.items()} == {id_: id_ for id_ in ADDRESSES}


TWO_READINGS = {("66", "64-66"), ("64-66", "66")}
"""The number typed, and that of the row which is its only holder when its own row is gone."""


@pytest.mark.slow
def test_a_row_that_is_gone_leaves_no_neighbour_in_its_place() -> None:
    others = []
    for gone, address in ADDRESSES.items():
        rest = town(without=gone)
        asked = [address, *(text["text"] for text in TEXTS if text["expected"] == gone)]
        others += [(text, IDS[uprn.number]) for text in asked if (uprn := rest.match(text).uprn)]
    numbers = {(text.split(" ")[0], ADDRESSES[id_].split(" ")[0]) for text, id_ in others}
    assert numbers == TWO_READINGS
