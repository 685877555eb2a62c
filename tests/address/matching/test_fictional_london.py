"""10,000 invented addresses and 2,000 messy ones, of which 100 are not among them (see the suites' own README)."""

import csv
from pathlib import Path

import pytest
from tests.address.matching.town import Row, line, matcher

from localgov_components.address.matching.match import MatchOutcome

LABELLED, UNLABELLED = 1_900, 100


@pytest.fixture(scope="module")
def canonical(suites: Path) -> list[Row]:
    return [line(_uprn(row["unique_id"]), row["address_concat"], row["postcode"]) for row in _rows(suites, "canonical")]


@pytest.fixture(scope="module")
def messy(suites: Path) -> list[tuple[str, str, int | None]]:
    return [
        (row["address_concat"], row["postcode"], _uprn(row["ukam_label"]) if row["ukam_label"] else None)
        for row in _rows(suites, "messy")
    ]


def test_every_messy_address_is_matched_to_its_own_or_to_none(
    canonical: list[Row], messy: list[tuple[str, str, int | None]]
) -> None:
    london = matcher(canonical)
    answers = [(london.match(text, postcode).uprn, uprn) for text, postcode, uprn in messy]
    found = sum(given is not None and given.number == uprn for given, uprn in answers)
    wrong = sum(given is not None and given.number != uprn for given, uprn in answers)
    assert (found, wrong, len(messy) - LABELLED) == (LABELLED, 0, UNLABELLED)


def test_no_neighbour_is_matched_where_the_address_itself_is_missing(
    canonical: list[Row], messy: list[tuple[str, str, int | None]]
) -> None:
    wanted = {uprn for *_, uprn in messy}
    london = matcher([row for row in canonical if row["uprn"] not in wanted])
    outcomes = {london.match(text, postcode).outcome for text, postcode, _ in messy}
    assert MatchOutcome.MATCHED not in outcomes


def _rows(suites: Path, name: str) -> list[dict[str, str]]:
    with (suites / "address" / f"fictional_london_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _uprn(label: str) -> int:
    return int(label.removeprefix("c_"))
