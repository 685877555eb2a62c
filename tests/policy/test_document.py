"""A policy goes into a document whole, and comes out of it the same policy or not at all."""

import copy
import dataclasses
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from tests.policy.scenery import CONCESSION, NUMBER, PRICE, instant, prices, value

from localgov_components.core import DefinitionError
from localgov_components.core.canonical import canonical_hash, canonical_json
from localgov_components.core.json_text import read_json
from localgov_components.money import Money
from localgov_components.policy import (
    Bound,
    Layer,
    PolicyDeclaration,
    PolicySet,
    PolicyValue,
    SetAside,
    Signature,
    policy_document,
    read_policy,
    read_policy_document,
)
from localgov_components.rules import Per, all_of, decision_date, define, not_, policy_value, when

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9, minutes=-30))])
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=ZONES)  # noqa: DTZ001 - Hypothesis wants bounds without a zone

KINDS: dict[str, tuple[type, st.SearchStrategy[Any]]] = {
    "money": (Money, st.integers(-(10**6), 10**6).map(Money.from_pence)),
    "integer": (int, st.integers(-(10**15), 10**15)),
    "decimal": (
        Decimal,
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=12),
    ),
    "boolean": (bool, st.booleans()),
    "text": (str, TEXTS),
    "date": (date, st.dates(date(1000, 1, 1), date(2999, 12, 31))),
}
amount = policy_value("money", Money)
doubled = define("twice", policy_value("integer", int) * 2, label="twice as many", cites="Minute 3")
BOUNDS: dict[str, list[Bound]] = {
    "money": [
        Bound(amount >= Money("0"), "Act 1990, section 45"),
        Bound(all_of(amount <= Money("9000"), not_(amount == Money("13"))), "Deddf 1990, adran 45 ŷ"),
    ],
    "integer": [Bound(doubled < 100, ""), Bound(when(policy_value("boolean", bool), doubled).otherwise(1) > 0, "x")],
    "date": [Bound(policy_value("date", date) >= date(1990, 1, 1), "Act 1990")],
}

signatures = st.builds(Signature, TEXTS, TEXTS, TEXTS, st.none() | DAYS, st.none() | DAYS)


@st.composite
def policies(draw: st.DrawFn) -> PolicySet:
    """Any policy of six keys, one of each type."""
    declarations = [
        PolicyDeclaration(
            key,
            kind,
            draw(TEXTS),
            draw(TEXTS),
            tuple(bound for bound in BOUNDS.get(key, []) if draw(st.booleans())),
            per=draw(st.none() | st.sampled_from(Per)) if key == "decimal" else None,
        )
        for key, (kind, _) in KINDS.items()
    ]
    values = []
    for key in draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=6)):
        begin = draw(DAYS)
        values.append(
            PolicyValue(
                key,
                draw(KINDS[key][1]),
                draw(st.sampled_from(Layer)),
                draw(TEXTS),
                begin,
                draw(INSTANTS),
                draw(st.none() | st.dates(begin, date(2029, 1, 1))),
                draw(signatures),
                draw(st.none() | st.builds(SetAside, TEXTS, TEXTS, DAYS)),
            )
        )
    try:
        return PolicySet(draw(st.permutations(declarations)), values)
    except DefinitionError:  # a value outside a bound, or two recorded as one
        reject()


def again(policy: PolicySet) -> PolicySet:
    """The policy after it went through the text of its document."""
    text = canonical_json(policy_document(policy))
    return read_policy_document(read_json(text, source="policy.json"), source="policy.json")


@given(policies())
def test_what_is_read_has_the_same_document_and_edition(policy: PolicySet) -> None:
    document = policy_document(policy)
    read = again(policy)
    assert canonical_json(policy_document(read)) == canonical_json(document)
    assert read.edition == policy.edition == canonical_hash(document)


@given(policies())
def test_what_is_read_has_every_value_and_declaration(policy: PolicySet) -> None:
    read = again(policy)
    for key, declaration in policy.declarations.items():
        assert read.history(key) == policy.history(key)
        assert [repr(each.value) for each in read.history(key)] == [repr(each.value) for each in policy.history(key)]
        assert dataclasses.replace(read.declarations[key], bounds=()) == dataclasses.replace(declaration, bounds=())
        assert [bound.cites for bound in read.declarations[key].bounds] == [bound.cites for bound in declaration.bounds]


@given(policies(), DAYS, st.none() | INSTANTS)
def test_what_is_read_gives_the_same_answers(policy: PolicySet, day: date, known_at: datetime | None) -> None:
    then, now = policy.on(day, known_at=known_at), again(policy).on(day, known_at=known_at)
    for key in policy.declarations:
        assert now.find(key) == then.find(key)
        assert now.in_layers(key) == then.in_layers(key)


def test_a_bound_that_was_read_refuses_what_it_refused() -> None:
    limited = PolicyDeclaration("money", Money, "Price", bounds=tuple(BOUNDS["money"]))
    read = again(PolicySet([limited], [value("48", key="money")]))
    with pytest.raises(DefinitionError, match=r"the money is at least £0.00 \(Act 1990, section 45\)"):
        read.extended([value("-1", key="money", layer=Layer.COUNCIL)])
    with pytest.raises(DefinitionError, match="Deddf 1990, adran 45 ŷ"):
        read.extended([value("13", key="money", layer=Layer.COUNCIL)])


# The form

DOCUMENT: dict[str, Any] = {
    "policy_format": 1,
    "keys": [
        {
            "key": "number",
            "type": "integer",
            "label": "Most bins",
            "cites": "Regulations 2012",
            "bounds": [],
            "prescribed": True,
        },
        {
            "key": "price",
            "type": "money",
            "label": "Yearly price of a bin",
            "cites": "Act 1990",
            "bounds": [
                {
                    "rule": {
                        "language": 1,
                        "enums": {},
                        "facts": {},
                        "definitions": {},
                        "rules": {
                            "bound": {
                                "compare": "<=",
                                "left": {"policy": "price", "type": "money"},
                                "right": {"money": "50.00"},
                            }
                        },
                    },
                    "cites": "Act 1990, section 45",
                }
            ],
            "prescribed": False,
        },
    ],
    "values": [
        {
            "key": "number",
            "value": 4,
            "layer": "uk",
            "owner": "the uk",
            "from": "2026-04-01",
            "until": None,
            "recorded": "2026-01-01T00:00:00Z",
            "reason": "",
            "decision": "",
            "approved_by": "",
            "signed": None,
            "review": None,
            "set_aside": None,
        },
        {
            "key": "price",
            "value": "48.00",
            "layer": "group",
            "owner": "the group",
            "from": "2025-04-01",
            "until": None,
            "recorded": "2025-06-01T00:30:00.000005Z",
            "reason": "",
            "decision": "",
            "approved_by": "",
            "signed": None,
            "review": None,
            "set_aside": None,
        },
        {
            "key": "price",
            "value": "84.00",
            "layer": "council",
            "owner": "Ambleford",
            "from": "2026-04-01",
            "until": "2027-04-01",
            "recorded": "2026-01-01T00:00:00Z",
            "reason": "More crews",
            "decision": "Minute 47",
            "approved_by": "Director of Environment",
            "signed": "2026-02-12",
            "review": "2027-02-01",
            "set_aside": {
                "basis": "General power of competence",
                "role": "Monitoring Officer",
                "date": "2026-01-05",
            },
        },
    ],
}
GOLDEN = "743a1bedc1a26f7540a0d42bd5ebbb07a18c4435014fff2b205f1fac2875078f"


def whole() -> PolicySet:
    """The policy that the document above is of."""
    limit = Bound(policy_value("price", Money) <= Money("50"), "Act 1990, section 45")
    return PolicySet(
        [
            dataclasses.replace(PRICE, cites="Act 1990", bounds=(limit,)),
            dataclasses.replace(NUMBER, prescribed=True, cites="Regulations 2012"),
        ],
        [
            value(
                "84",
                layer=Layer.COUNCIL,
                owner="Ambleford",
                effective_until=date(2027, 4, 1),
                signature=Signature(
                    "More crews", "Minute 47", "Director of Environment", date(2026, 2, 12), date(2027, 2, 1)
                ),
                set_aside=SetAside("General power of competence", "Monitoring Officer", date(2026, 1, 5)),
            ),
            value("48", date(2025, 4, 1), recorded=datetime(2025, 6, 1, 1, 30, 0, 5, timezone(timedelta(hours=1)))),
            value(4, key="number", layer=Layer.UK),
        ],
    )


def test_a_document_is_what_it_is_for_ever() -> None:
    assert policy_document(whole()) == DOCUMENT
    assert whole().edition == GOLDEN


def test_every_part_of_a_declaration_and_of_a_value_is_in_the_document() -> None:
    """A field that is added to a class and not to the document would be lost, and two editions would be one."""
    weekly = policy_document(PolicySet([dataclasses.replace(PRICE, per=Per.WEEK)], []))
    assert {field.name for field in dataclasses.fields(PolicyDeclaration)} == set(weekly["keys"][0])  # type: ignore[index, arg-type]
    assert set(DOCUMENT["keys"][0]) == set(weekly["keys"][0]) - {"per"}  # type: ignore[index, arg-type]
    fields = {field.name for each in (PolicyValue, Signature) for field in dataclasses.fields(each)}
    renamed = {"effective_from": "from", "effective_until": "until"}
    assert {renamed.get(name, name) for name in fields} - {"signature"} == set(DOCUMENT["values"][0])
    assert {field.name for field in dataclasses.fields(SetAside)} == set(DOCUMENT["values"][2]["set_aside"])
    assert {field.name for field in dataclasses.fields(Bound)} == set(DOCUMENT["keys"][1]["bounds"][0])


def test_a_period_makes_another_edition_and_none_leaves_the_document_as_it_was() -> None:
    weekly, monthly = (PolicySet([dataclasses.replace(PRICE, per=per)], []) for per in (Per.WEEK, Per.MONTH))
    assert len({weekly.edition, monthly.edition, PolicySet([PRICE], []).edition}) == 3
    assert again(weekly).declarations["price"].per is Per.WEEK
    assert "per" not in canonical_json(policy_document(PolicySet([PRICE], []))).replace("period", "")


def test_a_decimal_that_python_writes_with_an_exponent_comes_back() -> None:
    rate = PolicyDeclaration("rate", Decimal, "Rate")
    policy = PolicySet(
        [rate], [value(Decimal("0.00000012"), key="rate"), value(Decimal("1E+2"), instant(2027).date(), key="rate")]
    )
    assert [str(each.value) for each in again(policy).history("rate")] == ["1.2E-7", "1E+2"]


def test_an_empty_policy_has_a_document_too() -> None:
    document = policy_document(PolicySet([], []))
    assert document == {"policy_format": 1, "keys": [], "values": []}
    assert read_policy_document(document, source="empty").declarations == {}


def test_a_policy_file_goes_into_a_document_and_comes_out() -> None:
    text = """
layer = "group"
owner = "Shared service"
[share]
type = "decimal"
label = "Share"
cites = "Act 1990"
at_least = "0"
at_most = { policy = "most" }
[most]
type = "decimal"
label = "Most"
[[share.values]]
from = 2026-04-01
value = "0.20"
recorded = 2026-01-15T09:00:00+01:00
"""
    policy = read_policy(text, source="policy.toml")
    assert again(policy).edition == policy.edition
    assert str(again(policy).on(date(2026, 5, 1)).value("share")) == "0.20"


# Documents that are wrong


def faults_of(document: object) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_policy_document(document, source="p.json")
    return [str(fault) for fault in caught.value.faults]


NOT_A_POLICY = 'p.json: not a policy document, which has {"policy_format": 1, …}'
OTHER_FORMAT = (
    "p.json, column policy_format: not format 1, the one that this version of localgov-components reads. "
    "Read the document with the version that wrote it"
)


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (None, NOT_A_POLICY),
        ([], NOT_A_POLICY),
        ({}, NOT_A_POLICY),
        ({"keys": [], "values": []}, NOT_A_POLICY),
        ({"policy_format": 2, "keys": [], "values": []}, OTHER_FORMAT),
        ({"policy_format": True, "keys": [], "values": []}, OTHER_FORMAT),
        ({"policy_format": "1"}, OTHER_FORMAT),
        ({"policy_format": 1, "keys": {}, "values": []}, "p.json, column keys: not a list"),
        ({"policy_format": 1, "keys": []}, "p.json, column values: not a list"),
        (
            {"policy_format": 1, "keys": [], "values": [], "note": 1},
            "p.json, column note: nothing that a policy document has. Take it away",
        ),
    ],
)
def test_what_is_no_policy_document_is_refused_at_once(document: object, fault: str) -> None:
    assert faults_of(document) == [fault]


REMOVED = object()
CHANGES: list[tuple[tuple[str | int, ...], object, str]] = [
    (("keys", 0, "type"), "pounds", "keys[1].type: no such type. There are: money, integer"),
    (("keys", 0, "label"), REMOVED, "keys[1].label: Field required"),
    (("keys", 0, "per"), "fortnight", "keys[1].per: Input should be 'day', 'week', 'month' or 'year'"),
    (("keys", 0, "per"), None, "keys[1].per: not in the order or the spelling of policy_document(…)"),
    (("keys", 0, "label"), None, "keys[1].label: Input should be a valid string"),
    (("keys", 0, "colour"), "red", "keys[1].colour: Extra inputs are not permitted"),
    (("keys", 0, "prescribed"), "yes", "keys[1].prescribed: not in the order or the spelling"),
    (("keys", 0), 5, "keys[1]: Input should be a valid dictionary"),
    (("keys", 1, "bounds", 0, "cites"), 5, "keys[2].bounds[1].cites: Input should be a valid string"),
    (("keys", 1, "bounds", 0, "rule"), [], "keys[2].bounds[1].rule: not a document of rules"),
    (("keys", 1, "bounds", 0, "rule", "language"), 2, "keys[2].bounds[1].rule.language: not version 1"),
    (
        ("keys", 1, "bounds", 0, "rule", "rules", "bound", "compare"),
        "~",
        "keys[2].bounds[1].rule.rules.bound.compare: ",
    ),
    (
        ("keys", 1, "bounds", 0, "rule", "rules", "bound"),
        {"policy": "price", "type": "money"},
        "keys[2].bounds[1].rule.rules: not one condition that is called 'bound'",
    ),
    (
        ("keys", 1, "bounds", 0, "rule", "rules"),
        {},
        "keys[2].bounds[1].rule.rules: not one condition that is called 'bound'",
    ),
    (("values", 0, "key"), "numbr", "values[1].key: not among the keys, or its key has a mistake"),
    (("values", 0, "value"), "4", "values[1].value: not a whole number"),
    (("values", 0, "value"), True, "values[1].value: not a whole number"),
    (("values", 0, "value"), 4.0, "values[1].value: not a whole number"),
    (("values", 1, "value"), 48, "values[2].value: "),
    (("values", 1, "value"), "48", "values[2].value: not in the order or the spelling"),
    (("values", 1, "value"), "£48.00", "values[2].value: not in the order or the spelling"),
    (("values", 0, "layer"), "parish", "values[1].layer: Input should be 'uk', 'nation'"),
    (("values", 0, "from"), "2026-04-31", "values[1].from: Input should be a valid date"),
    (("values", 0, "from"), "2026-04-01T00:00:00", "values[1].from: not in the order or the spelling"),
    (("values", 0, "from"), 1775001600, "values[1].from: not in the order or the spelling"),
    (("values", 0, "from"), None, "values[1].from: Input should be a valid date"),
    (("values", 2, "until"), "2020-01-01", "p.json, Ambleford, column price: ends before it begins"),
    (("values", 0, "recorded"), "2026-01-01T00:00:00", "values[1].recorded: Input should have timezone info"),
    (("values", 0, "recorded"), "2026-01-01T01:00:00+01:00", "values[1].recorded: not in the order or the spelling"),
    (("values", 0, "recorded"), "2026-01-01T00:00:00.000Z", "values[1].recorded: not in the order or the spelling"),
    (("values", 0, "set_aside"), {}, "values[1].set_aside.basis: Field required"),
    (("values", 2, "set_aside", "date"), "soon", "values[3].set_aside.date: Input should be a valid date"),
    (("values", 2, "set_aside"), None, "p.json, Ambleford, column price: outside what is allowed"),
    (("values", 2, "signed"), 5, "values[3].signed: "),
]


@pytest.mark.parametrize(
    ("path", "new", "fault"), CHANGES, ids=[f"{number} {path}" for number, (path, _, _) in enumerate(CHANGES)]
)
def test_a_wrong_part_is_refused_by_its_path(path: tuple[str | int, ...], new: object, fault: str) -> None:
    found = faults_of(changed(DOCUMENT, path, new))
    assert any(fault in each for each in found), found


def changed(document: dict[str, Any], path: tuple[str | int, ...], new: object) -> dict[str, Any]:
    """The document with another part at a path."""
    other: Any = copy.deepcopy(document)
    inner = other
    for part in path[:-1]:
        inner = inner[part]
    if new is REMOVED:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return other  # type: ignore[no-any-return]


def test_every_mistake_is_listed() -> None:
    document = DOCUMENT
    for path, new in [
        (("keys", 0, "label"), 5),
        (("keys", 1, "bounds", 0, "rule", "rules", "bound", "compare"), "~"),
        (("values", 0, "from"), "soon"),
        (("values", 1, "value"), 5),
        (("values", 2, "set_aside", "role"), None),
    ]:
        document = changed(document, path, new)
    assert [each.removeprefix("p.json, column ").partition(":")[0] for each in faults_of(document)] == [
        "keys[1].label",
        "keys[2].bounds[1].rule.rules.bound.compare",
        "values[1].from",
        "values[2].value",
        "values[3].set_aside.role",
    ]


def test_what_is_in_another_order_is_refused() -> None:
    for part in ("keys", "values"):
        turned = {**DOCUMENT, part: DOCUMENT[part][::-1]}
        assert "not in the order or the spelling of policy_document(…)" in faults_of(turned)[0]


def test_a_key_or_a_value_that_is_there_twice_is_refused() -> None:
    (fault,) = faults_of({**DOCUMENT, "keys": [*DOCUMENT["keys"], DOCUMENT["keys"][0]]})
    assert fault == "p.json, policy, column number: declared twice. Keep one"
    (fault,) = faults_of({**DOCUMENT, "values": [*DOCUMENT["values"], DOCUMENT["values"][0]]})
    assert "recorded at one instant. Keep one" in fault


def test_of_very_many_mistakes_a_hundred_are_listed_quickly() -> None:
    begun = time.process_time()
    faults = faults_of({"policy_format": 1, "keys": [0] * 200_000, "values": [0] * 200_000})
    assert len(faults) == 101
    assert time.process_time() - begun < 2


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


JUNK: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | TEXTS
    | st.sampled_from(
        ["2026-04-01", "48.00", "money", "text", "price", "uk", "2026-01-01T00:00:00Z", "£48", [], {}, 1.5]
    )
    | st.sampled_from([Decimal("1.5"), REMOVED, DOCUMENT["values"][2], DOCUMENT["keys"][1]])
)


@given(st.lists(st.tuples(st.sampled_from(list(paths(DOCUMENT))), JUNK), min_size=1, max_size=3))
def test_what_is_read_is_exactly_what_was_given(changes: list[tuple[tuple[str | int, ...], Any]]) -> None:
    document = DOCUMENT
    for path, new in changes:
        try:
            document = changed(document, path, new)
        except (LookupError, TypeError):  # the place went with an earlier change
            continue
    try:
        read = read_policy_document(document, source="p.json")
    except DefinitionError as error:
        faults = error.faults
    else:
        assert read.edition == canonical_hash(document)
        return
    assert all(fault.source.startswith("p.json") for fault in faults)


# Policies that no document could hold


@pytest.mark.parametrize(
    ("declaration", "wrong"),
    [
        (PolicyDeclaration("number", float, "Number"), 1.5),
        (PolicyDeclaration("number", list, "Number"), []),
    ],
)
def test_a_type_that_has_no_word_is_refused(declaration: PolicyDeclaration, wrong: object) -> None:
    with pytest.raises(DefinitionError, match=r"policy, column number: no type of policy value. There are: Money, int"):
        PolicySet([declaration], [value(wrong, key="number")])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN", "1E+16", "-1E+999999", "1E-13"])
def test_a_number_that_no_rule_could_hold_is_refused(number: str) -> None:
    share = PolicyDeclaration("share", Decimal, "Share")
    with pytest.raises(DefinitionError, match="the group, column share: not a number of at most 12 decimal places"):
        PolicySet([share], [value(Decimal(number), key="share")])


@pytest.mark.parametrize("number", ["1E+15", "-1E+15", "999999999999999.123456789012", "1E-12", "-0", "0.20"])
def test_any_number_that_a_rule_can_hold_keeps_every_digit(number: str) -> None:
    edge = PolicySet([PolicyDeclaration("share", Decimal, "Share")], [value(Decimal(number), key="share")])
    assert again(edge).edition == edge.edition
    assert str(again(edge).on(date(2026, 5, 1)).value("share")) == str(Decimal(number))


@pytest.mark.parametrize("number", [10**15 + 1, -(10**5000)], ids=["long", "longer than Python writes"])
def test_a_whole_number_that_no_rule_could_hold_is_refused(number: int) -> None:
    with pytest.raises(DefinitionError, match="too large a number for a rule"):
        PolicySet([NUMBER], [value(number, key="number")])


@pytest.mark.parametrize(
    "more",
    [
        {"signature": Signature(signed=instant(2026))},
        {"signature": Signature(review=instant(2026))},
        {"set_aside": SetAside("a", "b", instant(2026))},
    ],
)
def test_an_instant_is_not_a_day_on_which_somebody_signed(more: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match=r"signed, to be reviewed or set aside at an instant. Give dates"):
        prices(value("48", **more))


FIRST_INSTANT, LAST_INSTANT = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(("at", "hours"), [(FIRST_INSTANT, 1), (LAST_INSTANT, -1)])
def test_an_instant_that_utc_has_no_year_for_is_refused(at: datetime, hours: int) -> None:
    with pytest.raises(DefinitionError, match=r"recorded at an instant that UTC has no year for. Check the year"):
        prices(value("48", recorded=at.replace(tzinfo=timezone(timedelta(hours=hours)))))
    edge = prices(value("48", recorded=at))
    assert again(edge).history("price") == edge.history("price")


@pytest.mark.parametrize("day", [date(999, 12, 31), date(3000, 1, 1)])
def test_a_day_that_no_rule_could_read_is_refused(day: date) -> None:
    with pytest.raises(DefinitionError, match="the group, column opened: a date before the year 1000 or after 2999"):
        PolicySet([PolicyDeclaration("opened", date, "Opened")], [value(day, key="opened")])


def test_a_value_that_its_bound_does_not_read_is_refused_with_the_reason() -> None:
    share = policy_value("share", Decimal, places=2)
    limited = PolicyDeclaration("share", Decimal, "Share", bounds=(Bound(share <= Decimal(1), "Act 1990"),))
    with pytest.raises(DefinitionError, match=r"the group, column share: its bound cannot read it: .*2 decimal places"):
        PolicySet([limited], [value(Decimal("0.123"), key="share")])


def test_two_definitions_of_one_name_in_a_bound_are_refused() -> None:
    one, other = (define("limit", policy_value("price", Money) * number, label="limit") for number in (1, 2))
    confused = dataclasses.replace(PRICE, bounds=(Bound(one <= other, "Act 1990"),))
    with pytest.raises(DefinitionError, match="policy, column price: "):
        PolicySet([confused, CONCESSION], [])


def test_a_bound_that_reads_the_day_of_the_decision_is_refused() -> None:
    opened = PolicyDeclaration(
        "opened", date, "Opened", bounds=(Bound(policy_value("opened", date) <= decision_date(), "x"),)
    )
    with pytest.raises(DefinitionError, match="its bound reads the day of the decision"):
        PolicySet([opened], [])


def test_a_large_policy_is_written_and_read_in_seconds() -> None:
    declarations = [dataclasses.replace(whole().declarations["price"], key=f"key_{number}") for number in range(200)]
    bounds = [Bound(policy_value(each.key, Money) <= Money("50"), "a law") for each in declarations]
    declarations = [
        dataclasses.replace(each, bounds=(bound,)) for each, bound in zip(declarations, bounds, strict=True)
    ]
    values = [value("5", date(2010 + year, 4, 1), key=each.key) for each in declarations for year in range(10)]
    policy = PolicySet(declarations, values)
    begun = time.process_time()
    assert again(policy).edition == policy.edition
    assert time.process_time() - begun < 15
