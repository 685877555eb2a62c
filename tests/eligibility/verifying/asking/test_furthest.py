"""The furthest that an amount goes: how it is looked for."""

from typing import Any, cast

import pytest

from localgov_components.eligibility.verifying.asking.furthest import Furthest, furthest
from localgov_components.rules import Known
from localgov_components.rules.proofs import Answer, Found, Impossible, NotDecided


class Amount:
    """Stands for a formula: what is asked of it is the number that it is to reach."""

    def __ge__(self, wanted: int) -> int:
        return wanted


class Households:
    """Those that there are have amounts up to `furthest`; asked for one, it is the plainest that will do."""

    def __init__(self, furthest: int) -> None:
        self.furthest, self.asked = furthest, list[int]()

    def ask(self, wanted: int) -> Answer:
        self.asked.append(wanted)
        return _found(wanted) if wanted <= self.furthest else Impossible()


def _found(amount: int) -> Found:
    return Found({"household": Known({"amount": amount})})


def _reached(found: Found) -> int:
    return cast("int", found.known["household"]["amount"])


def look(households: Any, most: int | None = None) -> Furthest:  # noqa: ANN401 - stands for formulas
    return furthest(households.ask, cast("Any", Amount()), _found(2), _reached, most=most)


@pytest.mark.parametrize("most", [None, 29_500, 29_501, 40_000])
@pytest.mark.parametrize("end", [2, 3, 9, 10, 4_097, 29_500])
def test_the_furthest_is_found_and_proved_whatever_is_known_of_it(end: int, most: int | None) -> None:
    found = look(Households(end), most)
    assert (found.value, _reached(found.found), found.is_proved) == (end, end, True)


def test_nothing_is_asked_beyond_what_is_proved_never_to_be_passed() -> None:
    households = Households(29_500)
    look(households, 29_500)
    assert max(households.asked) == 29_500
    assert len(households.asked) < 10


def test_what_was_reached_is_told_where_the_rest_is_not_decided() -> None:
    class Tired(Households):
        def ask(self, wanted: int) -> Answer:
            return super().ask(wanted) if len(self.asked) < 3 else NotDecided("time")

    found = look(Tired(29_500))
    assert (found.value, found.is_proved) == (2 + 1 + 8 + 64, False)
