import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicySet, SetAside, Signature, read_policy, read_variations

MAY = date(2026, 5, 1)
HEADING = 'layer = "group"\nowner = "Shared service"\n'
RECORDED = "recorded = 2026-01-15T09:00:00Z"


def policy_text(type_: str, written: str, *, more: str = "", dated: str = "") -> str:
    return (
        f'{HEADING}[key]\ntype = "{type_}"\nlabel = "A key"\n{more}\n'
        f"[[key.values]]\nfrom = 2026-04-01\nvalue = {written}\n{RECORDED}\n{dated}\n"
    )


def read(text: str) -> PolicySet:
    return read_policy(text, source="policy.toml")


def faults_of(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults]


# Policy files


@pytest.mark.parametrize(
    ("type_", "written", "value"),
    [
        ("money", '"48.00"', Money("48")),
        ("money", '"£1,048.50"', Money("1048.50")),
        ("integer", "4", 4),
        ("decimal", '"0.20"', Decimal("0.20")),
        ("decimal", "0.2", Decimal("0.2")),
        ("decimal", "3", Decimal(3)),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("text", '"WASTE"', "WASTE"),
        ("text", '""', ""),
        ("date", "2026-10-01", date(2026, 10, 1)),
        ("date", '"2026-10-01"', date(2026, 10, 1)),
    ],
)
def test_a_value_of_each_type_is_read(type_: str, written: str, value: object) -> None:
    found = read(policy_text(type_, written)).on(MAY).value("key")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("type_", "written"),
    [
        ("money", "48"),
        ("money", "48.00"),
        ("money", '"48.001"'),
        ("money", '"forty"'),
        ("money", "true"),
        ("integer", '"4"'),
        ("integer", "4.0"),
        ("integer", "true"),
        ("decimal", '"x"'),
        ("decimal", "nan"),
        ("decimal", "inf"),
        ("decimal", "[1]"),
        ("boolean", "1"),
        ("boolean", '"true"'),
        ("text", "1"),
        ("text", "true"),
        ("date", "1"),
        ("date", "1.5"),
        ("date", "86400"),
        ("date", '"86400"'),
        ("date", "2026-10-01T00:00:00"),
        ("date", "2026-10-01T00:00:00Z"),
        ("date", '"2026-10-01T00:00:00"'),
        ("date", '"20261001"'),
        ("date", "true"),
        ("date", "2026-10-01T09:00:00Z"),
        ("date", '"1 October"'),
        ("money", "{}"),
        ("integer", "9223372036854775808.0"),
    ],
)
def test_a_value_of_another_type_is_refused_by_its_key(type_: str, written: str) -> None:
    (fault,) = faults_of(policy_text(type_, written))
    assert fault.startswith("policy.toml, column key: ")


def test_everything_a_policy_file_says_is_read() -> None:
    policy = read(
        policy_text(
            "money",
            '"48.00"',
            more='cites = "Act 1990, section 45"\nbound_cites = "Regulations 2012"\n'
            'at_least = "0.00"\nprescribed = true',
            dated='until = 2027-04-01\ndecision = "Fees 2026/27"',
        )
    )
    declaration = policy.declarations["key"]
    assert (declaration.label, declaration.cites, declaration.prescribed) == ("A key", "Act 1990, section 45", True)
    assert [bound.cites for bound in declaration.bounds] == ["Regulations 2012"]
    (value,) = policy.history("key")
    assert (value.layer, value.owner, value.signature.decision) == (Layer.GROUP, "Shared service", "Fees 2026/27")
    assert (value.effective_from, value.effective_until) == (date(2026, 4, 1), date(2027, 4, 1))
    assert value.recorded == datetime(2026, 1, 15, 9, tzinfo=UTC)


def test_every_mistake_of_a_policy_file_is_listed() -> None:
    text = """
layer = "county"
[price]
type = "pounds"
label = ""
[[price.values]]
from = "soon"
value = "48.00"
recorded = 2026-01-15T09:00:00
colour = "red"
[number]
label = "Most bins"
"""
    assert faults_of(text) == [
        "policy.toml, column layer: Input should be 'uk', 'nation', 'group', 'council' or 'service'",
        "policy.toml, column owner: Field required",
        "policy.toml, column price.label: String should have at least 1 character",
        "policy.toml, column price.values.0.from: Input should be a valid date",
        "policy.toml, column price.values.0.recorded: Input should have timezone info",
        "policy.toml, column price.values.0.colour: Extra inputs are not permitted",
        "policy.toml, column number.type: Field required",
    ]


def test_mistakes_of_types_bounds_and_values_are_listed_together() -> None:
    text = f"""{HEADING}
[one]
type = "pounds"
label = "One"
[two]
type = "money"
label = "Two"
at_least = "0.00"
[three]
type = "integer"
label = "Three"
cites = "a law"
at_most = "many"
at_least = {{ polcy = "two" }}
[four]
type = "text"
label = "Four"
cites = "a law"
at_most = "z"
[five]
type = "integer"
label = "Five"
prescribed = true
[[five.values]]
from = 2026-04-01
value = 1.5
{RECORDED}
["a b"]
type = "integer"
label = "A b"
"""
    assert [fault.removeprefix("policy.toml, column ").partition(":")[0] for fault in faults_of(text)] == [
        "one.type",
        "two.cites",
        "three.at_least",
        "three",
        "four.at_most",
        "five.cites",
        "five",
        "a b",
    ]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("from = 2026-04-01T00:00:00Z", "from"),
        ("from = 86400", "from"),
        ("from = true", "from"),
        ("from = 09:00:00", "from"),
        ("from = '2026-04-01'", "from"),
        ("recorded = 2026-01-15", "recorded"),
        ("recorded = 2026-01-15T09:00:00", "recorded"),
        ("recorded = 5", "recorded"),
        ("until = 2026-04-01T09:00:00Z", "until"),
        ("from = 0001-13-01", ""),
    ],
)
def test_days_and_instants_are_not_taken_for_each_other(line: str, column: str) -> None:
    name = line.partition(" ")[0]
    lines = {"from": "from = 2026-04-01", "recorded": RECORDED, "value": 'value = "1.00"'} | {name: line}
    text = f'{HEADING}[key]\ntype = "money"\nlabel = "A key"\n[[key.values]]\n' + "\n".join(lines.values())
    (fault,) = faults_of(text)
    assert f"key.values.0.{column}" in fault if column else "not TOML" in fault


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "9" * 5_000,
        ".".join("a" * 3_000) + " = 1",
        "\x00",
        "\ufeff" + HEADING,
        "= 1",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = 'x",
    ],
    ids=["nested", "digits", "dotted", "null", "byte-order-mark", "no key", "twice", "table twice", "no end"],
)
def test_hostile_toml_is_refused_as_a_mistake_in_the_file(text: str) -> None:
    assert faults_of(text)[0].startswith("policy.toml")


@given(st.text())
def test_any_text_is_a_policy_or_a_list_of_mistakes(text: str) -> None:
    for whole in (text, HEADING + text, policy_text("money", text), policy_text("text", '"a"', more=text)):
        with contextlib.suppress(DefinitionError):
            assert read(whole).declarations.keys() <= {"key"}


def test_a_key_that_is_no_table_is_a_mistake() -> None:
    assert faults_of(HEADING + "price = 48\nlist = [1]")[0].startswith("policy.toml, column price: Input should be")


def test_a_bound_on_another_key_must_name_a_key_of_its_own_type() -> None:
    text = policy_text("money", '"5.00"', more='cites = "a law"\nat_most = { policy = "other" }')
    assert faults_of(text) == [
        "policy, column key: its bound reads 'other', which is not declared. Declare it or mend the bound"
    ]
    assert faults_of(text + '[other]\ntype = "integer"\nlabel = "Other"') == [
        "policy, column key: its bound reads 'other' as Money, which is int"
    ]
    assert read(text + '[other]\ntype = "money"\nlabel = "Other"').on(MAY).value("key") == Money("5")


def test_a_value_outside_its_bound_is_refused_when_the_file_is_read() -> None:
    text = policy_text("integer", "5", more='cites = "Act 1990, section 45"\nat_most = 4')
    (fault,) = faults_of(text)
    assert fault.startswith("Shared service, column key: outside what ")
    assert "the key is at most 4 (Act 1990, section 45)" in fault


# Variations files

POLICY = read(
    policy_text("money", '"48.00"', more='cites = "Act 1990"\nat_most = "100.00"')
    + '[open]\ntype = "boolean"\nlabel = "Open"\n'
)
VARIATION = f"""
[[variation]]
key = "key"
from = 2026-04-01
value = "54.00"
{RECORDED}
"""
SIGNED = """
reason = "More crews"
decision = "Cabinet, minute 47"
approved_by = "Director of Environment"
signed = 2026-02-12
review = 2027-02-01
until = 2027-04-01
set_aside = { basis = "General power", role = "Monitoring Officer", date = 2026-02-01 }
"""


def variation_faults(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_variations(text, policy=POLICY, owner="Brackwater", source="variations.toml")
    return [str(fault) for fault in caught.value.faults]


def test_a_variation_is_a_value_of_the_council_with_who_answers_for_it() -> None:
    (value,) = read_variations(VARIATION + SIGNED, policy=POLICY, owner="Brackwater", source="variations.toml")
    assert (value.key, value.value, value.layer, value.owner) == ("key", Money("54"), Layer.COUNCIL, "Brackwater")
    assert value.signature == Signature(
        "More crews", "Cabinet, minute 47", "Director of Environment", date(2026, 2, 12), date(2027, 2, 1)
    )
    assert value.set_aside == SetAside("General power", "Monitoring Officer", date(2026, 2, 1))
    assert value.effective_until == date(2027, 4, 1)


def test_an_unsigned_variation_is_read_and_known_as_unsigned() -> None:
    (value,) = read_variations(VARIATION, policy=POLICY, owner="Brackwater", source="variations.toml")
    assert not value.signature.is_complete


def test_a_variations_file_may_be_empty() -> None:
    assert read_variations("", policy=POLICY, owner="Brackwater", source="variations.toml") == ()


def test_bounds_are_held_when_the_policy_is_extended() -> None:
    values = read_variations(
        VARIATION.replace("54", "154"), policy=POLICY, owner="Brackwater", source="variations.toml"
    )
    with pytest.raises(DefinitionError, match="Brackwater, column key: outside what"):
        POLICY.extended(values)


def test_every_variation_that_is_wrong_is_listed_by_its_number() -> None:
    text = VARIATION + VARIATION.replace('"key"', '"prise"') + VARIATION.replace('"54.00"', "54")
    assert [fault.partition(": ")[0] for fault in variation_faults(text)] == [
        "variations.toml, variation 2, column key",
        "variations.toml, variation 3, column key",
    ]


def test_every_mistake_of_shape_in_variations_is_listed() -> None:
    text = f"{VARIATION}\nset_aside = {{ basis = '' }}\ncolour = 'red'\n[[variation]]\nsigned = 'soon'\n[other]"
    assert [fault.removeprefix("variations.toml, column ").partition(":")[0] for fault in variation_faults(text)] == [
        "variation.0.set_aside.basis",
        "variation.0.set_aside.role",
        "variation.0.set_aside.date",
        "variation.0.colour",
        "variation.1.from",
        "variation.1.value",
        "variation.1.recorded",
        "variation.1.key",
        "variation.1.signed",
        "other",
    ]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "9" * 5_000, "= 1"], ids=["nested", "digits", "no key"]
)
def test_hostile_variations_are_refused_as_a_mistake_in_the_file(text: str) -> None:
    assert variation_faults(text)[0].startswith("variations.toml: not TOML")
