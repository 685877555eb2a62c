import json
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from enum import IntEnum
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE
from tests.rules.trees import ON, VALUES, Household, complete, partial
from tests.rules.vocabulary import Member, Tenure

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money
from localgov_components.rules import (
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    evaluate,
    every,
    fact,
    facts_of,
)
from localgov_components.rules.fact_data import read_known, write_known
from localgov_components.rules.measures import MOST_MEMBERS

SECRET = "s3cret"


class Finely(Facts, id="finely"):
    """Numbers with many places."""

    number: Fact[Decimal] = fact("a number", places=12, at_most=10**6)


def parse(data: Any) -> Known:  # noqa: ANN401 - also what is no data
    return Known.parse(data, facts=[Household, Finely])


def faults_of(data: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as caught:
        parse(data)
    assert SECRET not in f"{caught.value}{caught.value.args}{caught.value.faults}"
    return [f"{fault.column}: {fault.message}" for fault in caught.value.faults]


def fault_of(id_: str, value: object) -> str:
    (fault,) = faults_of({id_: value})
    assert fault.startswith(id_)
    return fault


@given(complete)
def test_what_is_written_as_json_reads_back_the_same(known: Known) -> None:
    again = parse(json.loads(json.dumps(write_known(known), allow_nan=False)))
    assert dict(again) == dict(known)
    assert again.judgement("household.vulnerable") == known.judgement("household.vulnerable")


@given(partial)
def test_what_is_unknown_reads_back_with_its_reason(known: Known) -> None:
    tables = {UnknownReason.GAP, UnknownReason.CONTRADICTION}
    given_reasons = {id_: each for id_, each in known.stored.items() if _reason(each) not in tables}
    stored = {id_: each for id_, each in given_reasons.items() if not isinstance(each, Members)}
    again = parse(json.loads(json.dumps(write_known(Known(stored)))))
    assert dict(again) == dict(Known(stored))


def _reason(stored: object) -> UnknownReason | None:
    return stored.reason if isinstance(stored, Unknown) else stored if isinstance(stored, UnknownReason) else None


def test_members_are_read_with_whether_they_are_all() -> None:
    member = {"member.age": "40", "member.incomes": [{"income.amount": "1.50", "income.earned": None}]}
    known = parse({"household.members": {"members": [member, {}], "complete": False}})
    members = known["household.members"]
    assert (len(members), members.complete) == (2, False)
    assert dict(members.items[0]["member.incomes"].items[0]) == {"income.amount": Money("1.50")}
    assert parse({"household.members": [member]})["household.members"].complete is True


def test_a_judgement_is_read_with_who_made_it_and_until_when_it_stands() -> None:
    judged = {"value": True, "role": "officer", "reason": "seen", "until": "2026-12-31"}
    known = parse({"household.vulnerable": judged})
    assert known["household.vulnerable"] is True
    assert known.judgement("household.vulnerable") == Judgement(True, "officer", "seen", date(2026, 12, 31))  # noqa: FBT003
    assert known.judgement("household.badge") is None
    some = {"value": [{"member.age": 3}], "role": "officer", "reason": "seen at a visit"}
    household = parse({"household.members": some, "household.bins": {**judged, "value": 2}})
    assert household["household.members"] == Members([Known({"member.age": 3})])
    assert household["household.bins"] == 2
    assert dict(parse(write_known(household))) == dict(household)


def test_why_a_fact_is_unknown_is_one_of_four_reasons() -> None:
    for reason in ("not-asked", "declined", "awaiting-evidence", "officer-judgement"):
        known = parse({"household.badge": {"unknown": reason}, "household.members": {"unknown": reason}})
        assert known["household.badge"] == Unknown(UnknownReason(reason), ("household.badge",))
        assert known["household.members"] == Unknown(UnknownReason(reason), ("household.members",))
    no_reasons: list[Any] = ["gap", "contradiction", SECRET, None, 1, [], {}, ["declined"]]
    for wrong in no_reasons:
        assert "not a reason for a fact that is unknown" in fault_of("household.badge", {"unknown": wrong})
    assert "not a reason" in fault_of("household.badge", {"unknown": "declined", "value": SECRET})


JUDGED = {"value": True, "role": "officer", "reason": "seen"}
NO_JUDGEMENTS: list[Any] = [
    True, SECRET, {}, [], {"value": True}, {**JUDGED, "name": SECRET}, {"role": "officer", "reason": "seen"},
]  # fmt: skip
NO_PARTS: list[tuple[str, Any]] = [
    ("role", ""), ("role", None), ("role", [SECRET]), ("reason", " "), ("reason", 5), ("until", SECRET), ("until", 0),
    ("reason", "\ud800"), ("until", "86400"), ("until", "2026-02-30"), ("until", True),
    ("until", "2026-01-01T00:00:00"),
]  # fmt: skip


def test_a_fact_that_an_officer_judges_needs_an_officer() -> None:
    for wrong in NO_JUDGEMENTS:
        assert "a judgement that an officer makes, with role and reason" in fault_of("household.vulnerable", wrong)
    for part, wrong in NO_PARTS:
        assert "whose role, reason or last day is not one" in fault_of("household.vulnerable", {**JUDGED, part: wrong})
    for wrong in (SECRET, None, {**JUDGED}, {"unknown": "declined"}):
        (fault,) = faults_of({"household.vulnerable": {**JUDGED, "value": wrong}})
        assert fault.startswith("household.vulnerable.value: neither true nor false. Write true or false")


class Number(IntEnum):
    """A whole number of another type."""

    TWO = 2


WRONG: dict[str, list[Any]] = {
    "household.credit": [
        2, 1, 0, 1.0, "maybe", "on", "off", "1", "0", "y", "n", "t", "", " yes", 0.5, None or [], {}, b"true", SECRET,
        Number.TWO, Tenure.OWNED, Decimal(1),
    ],
    "household.bins": [
        True, 2.5, float("nan"), float("inf"), "two", "9" * 5000, 10**5000, -(10**10), [], {}, "1e3", "1_000", "1_0",
        "+3",
        " 3", "3.0", "0x3", "\u0663", "", b"3", Number.TWO, Decimal("2.5"), Decimal("sNaN"), Decimal("1e999999"), 1e300,
        date(2026, 5, 1), Money("3"),
    ],
    "household.share": [
        True, float("nan"), "Infinity", "-inf", "sNaN", Decimal("NaN"), "0.001", 0.1 + 0.2, "1e999999", "1e-999999",
        "100.01", "1." + "0" * 60 + "1", "9" * 100_000, [], {}, "1E+2", "1e1", "1_0.5", "+0.5", ".5", "5.", " 0.5",
        "0,5",
        "\u0663", "", b"0.5", Number.TWO, Money("0.5"), 1e300, 10**5000,
    ],
    "household.capital": [
        1, 1.5, True, "1.001", "NaN", "1e5", "10000000000.01", "-99999999999999", SECRET, [], "1_000", "+5", "\u0663",
        "",
        b"5", Decimal("1.50"), date(2026, 5, 1),
    ],
    "household.moved": [
        0, 86_400, 0.0, True, "86400", "2026-5-1", "01/05/2026", "2026-02-30", "2026-05-01T00:00:00", "20260501",
        b"2026-05-01", datetime(2026, 5, 1, 12, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC), "2026-W18-5",
        "0999-12-31", "3000-01-01", date.min, date.max, Decimal(5),
        "\u0662\u0660\u0662\u0666-05-01", " 2026-05-01",
    ],
    "household.band": [5, True, b"\xff", [], {}, 1.5, "\ud800", "a\udfffb"],
    "household.tenure": ["OWNED", SECRET, 1, True, [], {}, Number.TWO, "1", " owned", "\ud800"],
    "household.postcode": [SECRET, 5, True, [], {}, b"DT97 1AA", "\ud800"],
    "household.members": [
        SECRET, 5, True, {}, [5], [[]], [None], ["a"], {"members": [], "complete": "false"}, {"complete": True},
        {"members": [], "complete": 0}, {"members": []}, {"members": None, "complete": True}, {0: {}}, Member, iter([]),
        {"members": {"0": {}}, "complete": True}, {"members": [], "complete": True, "x": 1},
    ],
}  # fmt: skip


@pytest.mark.parametrize("id_", WRONG)
def test_a_value_is_not_made_into_something_else(id_: str) -> None:
    for value in WRONG[id_]:
        assert fault_of(id_, value)


@pytest.mark.parametrize(
    ("id_", "value", "read"),
    [
        ("household.credit", "true", True), ("household.credit", "YES", True), ("household.credit", "no", False),
        ("household.bins", "3", 3), ("household.bins", 3.0, 3), ("household.share", 0.1, Decimal("0.1")),
        ("household.share", "1.5000000", Decimal("1.5")), ("household.share", Decimal("1E+2"), Decimal(100)),
        ("household.share", 5, Decimal(5)), ("household.bins", Decimal("3.0"), 3), ("household.bins", "-007", -7),
        ("household.capital", "£1,234.50", Money("1234.50")), ("household.capital", "-0.01", Money("-0.01")),
        ("household.moved", "2026-05-01", date(2026, 5, 1)), ("household.moved", date(2026, 5, 1), date(2026, 5, 1)),
        ("household.tenure", "owned", Tenure.OWNED),
        ("household.band", "", ""), ("finely.number", "0.000000000001", Decimal("1e-12")),
    ],
)  # fmt: skip
def test_what_files_and_tables_hold_is_read(id_: str, value: object, read: object) -> None:
    found = parse({id_: value})[id_]
    assert found == read
    assert type(found) is type(read)


def test_numbers_are_read_alike_whatever_a_program_does_with_decimals() -> None:
    with localcontext() as context:
        context.prec = 3
        known = parse({"finely.number": "123456.123456789012"})
        assert evaluate(Finely.number, known) == Decimal("123456.123456789012")
        assert str(evaluate(Finely.number + Finely.number, known)) == "246912.246913578024"
        assert "more than 2 decimal places" in fault_of("household.share", "1.234")


def test_decimals_are_written_in_digits_and_read_back_as_earlier_versions_wrote_them() -> None:
    known = Known({"finely.number": Decimal("1E-12"), "household.share": Decimal("1E+2")})
    assert write_known(known) == {"finely.number": "0.000000000001", "household.share": "100"}
    assert dict(parse(write_known(known))) == dict(known)
    as_before = {"finely.number": "1E-12", "household.share": "1E+2"}
    assert dict(read_known(as_before, facts=[Household, Finely], kept=True)) == dict(known)
    assert write_known(Known({"finely.number": Decimal("1E+999999")})) == {"finely.number": "1E+999999"}


def test_every_mistake_is_told_with_its_path() -> None:
    faults = faults_of(
        {
            "household.members": [
                {"member.age": "old", "household.bins": 1, "member.incomes": [{}, {"income.amount": SECRET}]},
                {"member.frail": True, 5: 1},
            ],
            "household.binz": SECRET,
        }
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "household.members[1].member.age", "household.members[1].household.bins",
        "household.members[1].member.incomes[2].income.amount", "household.members[2].member.frail",
        "household.members[2].5", "household.binz",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [None, [], "household.bins", 5, True, [("household.bins", 1)]])
def test_data_that_is_no_object_is_refused(data: object) -> None:
    assert faults_of(data) == ['None: not facts by their ids. Give an object: {"household.bins": 2}']


def test_values_of_our_own_are_read_as_strictly() -> None:
    assert "not a whole number" in fault_of("household.bins", Judgement(SECRET, role="officer", reason="seen"))
    assert "not a whole number" in fault_of("household.bins", Members([]))
    faults = faults_of({"household.members": Members([Known({"member.age": SECRET, "member.other": SECRET})])})
    assert [fault.partition(":")[0] for fault in faults] == [
        "household.members[1].member.age", "household.members[1].member.other",
    ]  # fmt: skip
    sound = {
        "household.members": Members([Known({"member.age": 3})], complete=False),
        "household.bins": UnknownReason.GAP,
    }
    assert dict(parse(sound)) == dict(Known(sound))


def nested(depth: int, wrap: Any) -> Any:  # noqa: ANN401
    value: Any = SECRET
    for _ in range(depth):
        value = wrap(value)
    return value


@pytest.mark.parametrize("id_", WRONG)
@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: [inner], lambda inner: {"unknown": inner}, lambda inner: {"members": inner, "complete": True},
        lambda inner: {"value": inner, "role": "officer", "reason": "seen"}, lambda inner: {"member.incomes": [inner]},
    ],
    ids=["lists", "unknowns", "members", "judgements", "incomes"],
)  # fmt: skip
def test_data_nested_a_hundred_thousand_deep_is_refused(id_: str, wrap: Any) -> None:  # noqa: ANN401
    assert faults_of({id_: nested(100_000, wrap)})


def test_lists_that_share_their_parts_do_not_multiply() -> None:
    before = process_time()
    assert faults_of({"household.band": nested(40, lambda inner: [inner] * 10)})
    assert process_time() - before < 10


def test_a_list_has_a_thousand_members_at_most_with_those_of_lists_within_it() -> None:
    assert len(parse({"household.members": [{}] * MOST_MEMBERS})["household.members"]) == MOST_MEMBERS
    assert "more than 1000 members" in fault_of("household.members", [{}] * (MOST_MEMBERS + 1))
    faults = faults_of({"household.members": [{"member.incomes": [{}] * 500}] * 3})
    assert [fault.partition(",")[0] for fault in faults] == ["household.members: more than 1000 members"]
    faults = faults_of({"household.members": [{}, {"member.incomes": [{}] * (MOST_MEMBERS + 1)}]})
    assert [fault.partition(",")[0] for fault in faults] == [
        "household.members[2].member.incomes: more than 1000 members"
    ]


def test_of_a_great_many_mistakes_a_hundred_are_told() -> None:
    faults = faults_of({f"household.{number}": SECRET for number in range(100_000)})
    assert len(faults) == 101
    assert faults[-1] == "None: more mistakes than these 100"
    assert len(faults_of({"x" * 10**6: 1})[0]) < 1000


_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(HOSTILE), st.text(max_size=9), st.decimals(),
    st.dates(), st.sampled_from(["2026-05-01", "1.50", "3", "declined", "owned", "A", "true", SECRET]),
)  # fmt: skip
_keys = st.sampled_from(
    [
        "unknown", "members", "complete", "value", "role", "reason", "until", "member.age", "member.frail",
        "member.incomes", "income.amount", "household.bins", "x",
    ]
)  # fmt: skip
_anything = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=4)),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*VALUES, "household.binz"]), _anything, max_size=4))
def test_any_data_is_refused_or_can_be_reasoned_with(data: dict[str, Any]) -> None:
    try:
        known = parse(data)
    except DefinitionError as error:
        assert SECRET not in str(error)  # noqa: PT017 - either outcome is right
        return
    for declared in facts_of(Household):
        found = evaluate(getattr(Household, declared.name), known, on=ON)
        assert isinstance(found, (Unknown, Members if declared.nested else declared.type))
    for name in Member.declarations:
        assert evaluate(every(Household.members, _is_itself(name)), known, on=ON) is not False


def _is_itself(name: str) -> Any:  # noqa: ANN401 - a function of a bound member
    if name == "incomes":
        return lambda member: every(member.incomes, lambda income: income.amount == income.amount)
    return lambda member: getattr(member, name) == getattr(member, name)
