import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.matching.calibration import HIGHEST, calibrated, calibrated_together

EVIDENCE = st.floats(min_value=-1e6, max_value=1e6)


@given(EVIDENCE, EVIDENCE)
def test_more_evidence_is_never_less_probable(first: float, second: float) -> None:
    assert (first <= second) <= (calibrated(first) <= calibrated(second))


@given(EVIDENCE)
def test_nothing_is_more_than_what_was_tried(evidence: float) -> None:
    assert 0 <= calibrated(evidence) <= HIGHEST * (1 + 1e-12)


@given(st.lists(EVIDENCE, min_size=1, max_size=60))
def test_of_properties_named_together_one_at_most_was_meant(evidence: list[float]) -> None:
    together = calibrated_together(evidence)
    assert sum(together) <= 1
    assert all(shared <= calibrated(each) for shared, each in zip(together, evidence, strict=True))


def test_two_that_fit_alike_share_what_one_alone_would_have() -> None:
    alone, together = calibrated(6.0), calibrated_together([6.0, 6.0])
    assert together[0] == together[1]
    assert math.isclose(sum(together) / (1 - sum(together)), 2 * alone / (1 - alone))


@pytest.mark.parametrize(
    ("evidence", "least", "most"), [(-8, 0.0, 0.001), (0, 0.3, 0.6), (2.2, 0.8, 0.95), (8, 0.999, 1)]
)
def test_evidence_is_worth_about_its_odds(evidence: float, least: float, most: float) -> None:
    assert least <= calibrated(evidence) <= most
