import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES
from tests.address.matching.town import line, matcher, row

from localgov_components.address import Gazetteer, GazetteerAddress, MatchOutcome
from localgov_components.address.format import address_label


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("own") / "addresses.gazetteer"
    Gazetteer.build(EXAMPLES, path)
    with Gazetteer.open(path) as opened:
        yield opened


def test_every_address_matches_itself_and_every_shell_is_a_parent(gazetteer: Gazetteer) -> None:
    with Path(EXAMPLES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    others = []
    for each in rows:
        match = gazetteer.match(each["single_line_address"])
        shell = match.outcome is MatchOutcome.PARENT_ONLY and each["classification_code"].startswith("P")
        named = match.parent if shell else match.uprn
        if named is None or str(named) != each["uprn"]:
            others.append(each["uprn"])
    assert (others, len(rows)) == ([], 421)


CELLS = {
    "organisation": ("Brackwater Bakery", "Teasel Solicitors LLP", *[""] * 12),
    "sub_building": (
        "Flat 1", "Flat 2", "Flat A", "Flat 12A", "Basement Flat", "Ground Floor Flat", "First Floor Flat",
        "First Floor Front", "Ground Floor Left", "Maisonette", "Unit 4B", "Units 5-6", "The Annexe", "2/1", "2F1",
        "PF1", "A", "12", "Caravan 3", "Plot 7", "Fflat 4", "Llawr Cyntaf", "First Floor Flat 2", *[""] * 20,
    ),
    "building_name": (
        "Mill House", "Rose Cottage", "The Gables", "Albert Court", "Cobble Trading Estate", "The Three Horseshoes",
        "12A", "12-14", "Tŷ Gwyn", "Y Bwthyn", "Block B", "Home Farm", "Home Farm Cottage", *[""] * 20,
    ),
    "building_number": ("1", "2", "10", "11", "12", "14", "101", ""),
    "street_name": (
        "Mill Lane", "Mill Road", "High Street", "The Square", "Broadway", "Second Avenue", "St Mary's Road",
        "Heol y Felin", "Stryd Fawr", "Upper Mill Lane", "Church Street North", "Green Lane",
    ),
    "locality": ("", "", "Millbank", "Nether Fallow", "Over Fallow"),
    "post_town": ("Ambleford", "Brackwater"),
    "postcode": ("DT97 1AF", "DT97 1AG", "DT97 2AB"),
}  # fmt: skip


def made_up(seed: int) -> list[tuple[dict[str, str], str]]:
    """Addresses in columns that need not be likely, and each as Royal Mail writes it."""
    chance = random.Random(seed)  # noqa: S311 - which cells, nothing secret
    drawn = ({name: chance.choice(cells) for name, cells in CELLS.items()} for _ in range(80))
    placed = [cells for cells in drawn if cells["building_number"] or cells["building_name"]]
    known = {"uprn": "1", "single_line_address": "-"}
    labels = [
        address_label(GazetteerAddress.model_validate(known | {k: v for k, v in each.items() if v})) for each in placed
    ]
    alike = {label.rpartition(", ")[0]: (cells, label) for cells, label in zip(placed, labels, strict=True)}
    return list(alike.values())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("columns", [True, False], ids=["columns", "line"])
def test_no_address_as_royal_mail_writes_it_means_another(seed: int, columns: bool) -> None:  # noqa: FBT001 - a parameter
    town = made_up(seed)
    rows = (
        row(n, **{k: v or None for k, v in c.items()}) if columns else line(n, text)
        for n, (c, text) in enumerate(town, 1)
    )
    streets = matcher(rows)
    answers = {text: (number, streets.match(text)) for number, (_, text) in enumerate(town, start=1)}
    named = {text: match.uprn.number for text, (_, match) in answers.items() if match.uprn}
    assert {text: uprn for text, uprn in named.items() if uprn != answers[text][0]} == {}
    told = sum(number in {each.uprn.number for each in match.possible} for number, match in answers.values())
    assert len(named) + told >= 0.9 * len(town)
