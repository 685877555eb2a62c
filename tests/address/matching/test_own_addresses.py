import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES

from localgov_components.address import Gazetteer, MatchOutcome


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
    for row in rows:
        match = gazetteer.match(row["single_line_address"])
        shell = match.outcome is MatchOutcome.PARENT_ONLY and row["classification_code"].startswith("P")
        named = match.parent if shell else match.uprn
        if named is None or str(named) != row["uprn"]:
            others.append(row["uprn"])
    assert (others, len(rows)) == ([], 421)
