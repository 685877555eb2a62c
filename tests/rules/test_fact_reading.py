from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE
from tests.rules.trees import ON, Household
from tests.rules.vocabulary import Tenure

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    age_on,
    evaluate,
    exists,
    explain,
    facts_of,
)

SECRET = "s3cret"


def refusal(id_: str, stored: object) -> InvalidValueError:
    with pytest.raises(InvalidValueError, match=f"the fact '{id_}' is ") as caught:
        evaluate(getattr(Household, id_.partition(".")[2]), Known({id_: stored}), on=ON)
    assert SECRET not in str(caught.value)
    return caught.value


class Two(IntEnum):
    """A whole number of another type."""

    TWO = 2


class Pounds(Money):
    """Somebody's own kind of money."""


class Longer(date):
    """Somebody's own kind of date."""


OF_ANOTHER_TYPE: dict[str, list[Any]] = {
    "household.credit": [
        1,
        0,
        "true",
        SECRET,
        Money("1"),
        Decimal(1),
        [],
        {},
        Known(),
        Judgement(1, "officer", "seen"),
    ],
    "household.bins": [True, "3", 3.0, Decimal(3), Money("3"), [3], Judgement(True, "officer", "seen")],  # noqa: FBT003
    "household.share": [1, 0.5, "0.5", True, Money("1")],
    "household.capital": [16_123, 16_123.45, "16123.45", Decimal(5), True],
    "household.moved": ["2026-05-01", datetime(2026, 5, 1), 0, True],  # noqa: DTZ001 - with a zone or without
    "household.band": [5, b"A", ["A"], Postcode.parse("DT97 1AA"), True],
    "household.tenure": ["owned", SECRET, 1],
    "household.postcode": ["DT97 1AA", SECRET],
    "household.members": [[], [{}], {}, Known(), (), SECRET, True],
}


@pytest.mark.parametrize("id_", OF_ANOTHER_TYPE)
def test_a_value_of_another_type_is_refused(id_: str) -> None:
    for stored in OF_ANOTHER_TYPE[id_]:
        error = refusal(id_, stored)
        assert error.code == "fact.type"
        assert str(error).endswith("Read what comes from outside with Known.parse.")


OUT_OF_RANGE: dict[str, list[Any]] = {
    "household.bins": [10**9 + 1, -(10**9) - 1, 10**5000],
    "household.share": [
        Decimal("0.001"), Decimal("100.01"), Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN"),
        Decimal("1." + "0" * 60 + "1"), Decimal("1e999999"),
    ],
    "household.capital": [Money("10000000000.01"), Money("-10000000000.01")],
    "household.moved": [date(999, 12, 31), date(3000, 1, 1)],
}  # fmt: skip


@pytest.mark.parametrize("id_", OUT_OF_RANGE)
def test_a_value_out_of_range_is_refused(id_: str) -> None:
    for stored in OUT_OF_RANGE[id_]:
        assert refusal(id_, stored).code == "fact.range"


def test_a_fact_of_a_member_is_refused_by_its_path() -> None:
    known = Known({"household.members": Members([Known({"member.age": 3}), Known({"member.age": SECRET})])})
    with pytest.raises(InvalidValueError, match=r"the fact 'household\.members\[2\]\.age' is int") as caught:
        evaluate(exists(Household.members, lambda member: member.age > 3), known)
    assert SECRET not in str(caught.value)


def test_a_value_of_a_narrower_type_will_do() -> None:
    known = Known(
        {
            "household.bins": Two.TWO,
            "household.capital": Pounds("3"),
            "household.band": Tenure.OWNED,
            "household.moved": Longer(2026, 5, 1),
        }
    )
    assert evaluate(Household.bins + 1, known) == 3
    assert evaluate(Household.capital > Money("2"), known) is True
    assert evaluate(Household.band == "owned", known) is True
    assert evaluate(Household.moved == ON, known) is True
    assert type(evaluate(Household.band, known)) is str
    assert type(explain(Household.bins, known).value) is int


def test_an_officers_judgement_is_taken_from_an_officer_only() -> None:
    error = refusal("household.vulnerable", stored=True)
    assert error.code == "fact.judgement"
    assert "Give Judgement(value, role=…, reason=…)" in str(error)


@pytest.mark.parametrize(
    ("until", "stands"), [(None, True), (date(2026, 5, 2), True), (ON, True), (date(2026, 4, 30), False)]
)
def test_a_judgement_stands_until_its_last_day(until: date | None, stands: bool) -> None:  # noqa: FBT001
    judged = Judgement(value=True, role="officer", reason="seen at a visit", until=until)
    found = evaluate(Household.vulnerable, Known({"household.vulnerable": judged}), on=ON)
    assert found == (True if stands else Unknown(UnknownReason.OFFICER_JUDGEMENT, ("household.vulnerable",)))


def test_whether_a_judgement_still_stands_cannot_be_told_without_a_day() -> None:
    judged = Judgement(value=True, role="officer", reason="seen", until=ON)
    with pytest.raises(InvalidValueError, match="Give it with on=") as caught:
        evaluate(Household.vulnerable, Known({"household.vulnerable": judged}))
    assert caught.value.code == "rule.day"
    with pytest.raises(InvalidValueError, match="Give it with on="):
        explain(Household.vulnerable, Known({"household.vulnerable": judged}))
    lasting = Judgement(value=True, role="officer", reason="seen")
    assert evaluate(Household.vulnerable, Known({"household.vulnerable": lasting})) is True


@pytest.mark.parametrize("day", ["2026-05-01", 5, [], datetime(2026, 5, 1, tzinfo=UTC)])
def test_a_day_that_is_none_is_refused_whether_the_rule_reads_it_or_not(day: Any) -> None:  # noqa: ANN401
    rules: list[Any] = [Household.credit, age_on(Household.moved)]
    for rule in rules:
        for look in (evaluate, explain):
            with pytest.raises(InvalidValueError, match=r"is not a day\. Give (a date|the date)") as caught:
                look(rule, Known(), on=day)
            assert caught.value.code == "policy.day"


@pytest.mark.parametrize("known", [{"household.credit": True}, None, [], "household.credit", Members([])])
def test_a_plain_dict_is_not_what_is_known(known: Any) -> None:  # noqa: ANN401
    for look in (evaluate, explain):
        with pytest.raises(InvalidValueError, match=r"Write Known\(\{…\}\).*or read .* with Known\.parse") as caught:
            look(Household.credit, known)
        assert caught.value.code == "fact.known"


@given(
    st.sampled_from(facts_of(Household)),
    st.one_of(
        st.integers(), st.floats(), st.text(), st.decimals(), st.booleans(), st.sampled_from(HOSTILE), st.binary()
    ),
)
def test_whatever_is_stored_has_the_facts_type_or_is_refused(declared: Any, stored: object) -> None:  # noqa: ANN401
    try:
        found = evaluate(getattr(Household, declared.name), Known({declared.id: stored}), on=ON)
    except InvalidValueError as error:
        assert error.code in ("fact.type", "fact.range", "fact.judgement")  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(found, declared.type)
        assert type(found) is type(stored)
