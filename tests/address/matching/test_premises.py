import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.matching.flats import Fit
from localgov_components.address.matching.premises import Premises, Relation, compare_premises


def premises(number: str = "", flat: str | None = None, kind: str = "") -> Premises:
    """From `12`, `12A` or `12-14`."""
    first, _, last = number.partition("-")
    ends = []
    for text in (first, last or first):
        digits = text.rstrip("ABCD")
        ends += [int(digits) if digits else None, text[len(digits) :] or None]
    start, suffix, end, end_suffix = ends
    return Premises(start, suffix, end, end_suffix, kind if flat is not None else None, flat)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "known", "fit"),
    [
        ("12", "12", Fit.EQUAL),
        ("12A", "12A", Fit.EQUAL),
        ("12-14", "12-14", Fit.EQUAL),
        ("12", "10-14", Fit.WEAKER),
        ("41-43", "43", Fit.WEAKER),
        ("4-14", "6-14", Fit.WEAKER),
        ("", "12", Fit.LEFT_OUT),
        ("12", "", Fit.LEFT_OUT),
        ("", "", Fit.ABSENT),
    ],
)
def test_numbers_that_fit(typed: str, known: str, fit: Fit) -> None:
    compared = compare_premises(premises(typed), premises(known))
    assert (compared.number, compared.conflict) == (fit, None)


@pytest.mark.parametrize(
    ("typed", "known"),
    [("12", "13"), ("12", "12A"), ("12A", "12"), ("12A", "12B"), ("13", "12-14"), ("1-12", "2"), ("2-4", "6-8")],
)
def test_numbers_that_conflict(typed: str, known: str) -> None:
    assert compare_premises(premises(typed), premises(known)).conflict == "number"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (premises("12A"), premises("12", "A", "FLAT")),
        (premises("12", "A", "FLAT"), premises("12A")),
        (premises("1A"), premises("1", "BASEMENT A", "FLAT")),
        (premises("74A"), premises("74-76", "A 74", "FLAT")),
        (premises("28B"), premises("28", "28B")),
        (premises("109B"), premises("107-109", "109B")),
        (premises("109"), premises("107-109", "109")),
    ],
)
def test_a_suffix_and_a_flat_say_the_same(typed: Premises, known: Premises) -> None:
    compared = compare_premises(typed, known)
    assert (compared.conflict, compared.flat, compared.relation) == (None, Fit.OTHERWISE, Relation.SAME)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (("2", "FLAT"), ("3", "FLAT")),
        (("2", "SHOP"), ("2", "FLAT")),
        (("2", "GARAGE"), ("2", "FLAT")),
        (("1F", "FLAT"), ("2F", "FLAT")),
        (("GROUND", "FLAT"), ("1", "FLAT")),
    ],
)
def test_flats_that_conflict(typed: tuple[str, str], known: tuple[str, str]) -> None:
    assert compare_premises(premises("12", *typed), premises("12", *known)).conflict == "flat"


@pytest.mark.parametrize(
    ("typed", "known", "fit"),
    [
        (("2", "FLAT"), ("2", "APARTMENT"), Fit.EQUAL),
        (("2", "UNIT"), ("2", "SHOP"), Fit.EQUAL),
        (("A", "FLAT"), ("BASEMENT A", "FLAT"), Fit.WEAKER),
        (("UPPER", "FLAT"), ("1F", "FLAT"), Fit.WEAKER),
    ],
)
def test_flats_that_fit(typed: tuple[str, str], known: tuple[str, str], fit: Fit) -> None:
    compared = compare_premises(premises("12", *typed), premises("12", *known))
    assert (compared.flat, compared.conflict) == (fit, None)


def test_a_flat_on_one_side_only_is_a_parent_or_a_part() -> None:
    assert compare_premises(premises("12", "2", "FLAT"), premises("12")).relation is Relation.PARENT
    assert compare_premises(premises("12"), premises("12", "2", "FLAT")).relation is Relation.CHILD
    room = premises("12", "2", "FLAT")._replace(room="ROOM 5")
    assert compare_premises(room, premises("12", "2", "FLAT")).relation is Relation.PARENT


@given(st.integers(0, 99), st.sampled_from(["", "A", "B"]), st.integers(0, 99), st.sampled_from(["", "A", "B"]))
def test_single_numbers_fit_only_when_they_are_the_same(one: int, first: str, other: int, second: str) -> None:
    compared = compare_premises(premises(f"{one}{first}"), premises(f"{other}{second}"))
    assert (compared.conflict is None) == ((one, first) == (other, second))
