import dataclasses

import pytest
from tests.payments.samples import Clock, begin, link

from localgov_components.payments import PaymentDesk


def test_an_intent_never_shows_or_compares_by_its_link(desk: PaymentDesk, clock: Clock) -> None:
    intent = begin(desk, clock)
    assert link(intent).rpartition("/")[2] not in repr(intent)
    assert dataclasses.replace(intent, next_url=None) == intent


def test_an_intent_does_not_change(desk: PaymentDesk, clock: Clock) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        begin(desk, clock).failure = "P0010"  # type: ignore[misc]
