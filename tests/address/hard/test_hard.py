from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.address.hard.hard_cases import OUTCOMES, HardCase, read_cases, read_expected, write_gazetteer

from localgov_components.address import Gazetteer
from localgov_components.address.matching.match import MatchOutcome

IDS = sorted(read_expected(), key=int)


@pytest.fixture(scope="session")
def cases(suites: Path) -> dict[str, HardCase]:
    return {case.id: case for case in read_cases(suites)}


@pytest.fixture(scope="session")
def whole(cases: dict[str, HardCase], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    yield from _opened(cases, tmp_path_factory.mktemp("hard"), with_truth=True)


@pytest.fixture(scope="session")
def without_truth(cases: dict[str, HardCase], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    yield from _opened(cases, tmp_path_factory.mktemp("hard"), with_truth=False)


def _opened(cases: dict[str, HardCase], folder: Path, *, with_truth: bool) -> Iterator[Gazetteer]:
    write_gazetteer(folder / "hard.csv", list(cases.values()), with_truth=with_truth)
    Gazetteer.build(folder / "hard.csv", folder / "hard.gazetteer")
    with Gazetteer.open(folder / "hard.gazetteer") as gazetteer:
        yield gazetteer


def test_every_case_has_one_expected_outcome_that_is_known(cases: dict[str, HardCase]) -> None:
    assert set(cases) == set(IDS)
    assert {case.expected for case in cases.values()} <= OUTCOMES


def test_few_labels_are_doubted() -> None:
    assert list(read_expected().values()).count("label-doubted") <= 5


@pytest.mark.parametrize("id_", IDS)
def test_each_awkward_address_is_matched_as_expected(id_: str, cases: dict[str, HardCase], whole: Gazetteer) -> None:
    case = cases[id_]
    match = whole.match(case.text)
    if case.expected == "label-doubted":
        assert match.uprn is None or str(match.uprn) == case.uprn
    elif case.expected == "parent-only":
        assert (match.outcome, str(match.parent)) == (MatchOutcome.PARENT_ONLY, case.uprn)
    else:
        assert (match.outcome.value, str(match.uprn)) == (case.expected, case.uprn)


@pytest.mark.parametrize("id_", IDS)
def test_no_neighbour_is_matched_where_the_property_itself_is_missing(
    id_: str, cases: dict[str, HardCase], without_truth: Gazetteer
) -> None:
    assert without_truth.match(cases[id_].text).uprn is None
