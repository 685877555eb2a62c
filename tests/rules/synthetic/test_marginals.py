"""Marginals are exact, add up, and are refused where they cannot be right."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.synthetic import Marginal, between, given, member_counts, quantiles, shares


def test_shares_are_exact_fractions() -> None:
    assert shares({"a": "0.1", "b": "0.2", "c": "0.7"}).parts == (Fraction(1, 10), Fraction(1, 5), Fraction(7, 10))


WRONG: dict[str, Callable[[], Marginal]] = {
    "floats": lambda: shares({True: 0.5, False: 0.5}),  # type: ignore[dict-item]
    "words": lambda: shares({True: "a half", False: "0.5"}),
    "divided by nothing": lambda: shares({True: "1/0", False: "0.5"}),
    "below nothing": lambda: shares({True: "1.5", False: "-0.5"}),
    "too little": lambda: shares({True: "0.5", False: "0.4"}),
    "nothing": lambda: shares({}),
    "more unknown than there is": lambda: shares({True: 1}, unknown="1.1"),
    "no highest": lambda: quantiles({0: 1}),
    "no quantile 0": lambda: quantiles({"0.1": 1, 1: 2}),
    "no quantile 1": lambda: quantiles({0: 1, "0.9": 2}),
    "out of order": lambda: quantiles({0: 1, "0.6": 2, "0.5": 3, 1: 4}),
    "fewer than no members": lambda: member_counts({-1: 1}),
    "too many members": lambda: member_counts({1001: 1}),
    "a truth for a number": lambda: member_counts({True: 1}),
    "given no fact": lambda: given(3, {}),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_right_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        WRONG[wrong]()
    assert caught.value.code == "synthetic.marginal"


MARGINALS: dict[str, Marginal] = {
    "shares": shares({"Ambleford": 1}),
    "quantiles": quantiles({0: 10, 1: 20}),
    "between": between(1, 9),
    "member counts": member_counts({2: 1}),
    "given": given("a.b", {1: shares({3: 1})}),
}


@pytest.mark.parametrize("kind", MARGINALS)
def test_a_marginal_shows_its_shape_and_no_value(kind: str) -> None:
    assert not any(value in repr(MARGINALS[kind]) for value in ("Ambleford", "10", "20", "9", "3"))
