"""Policy files: read as written, refused whole with every mistake listed."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money
from localgov_components.policy import Layer, read_policy, read_variations
from localgov_components.rules import Per

SHARED = """
layer = "group"
owner = "Shared service"

[price]
type = "money"
label = "Price"
cites = "SI 2012/811"
at_least = "0.00"

[[price.values]]
from = 2026-04-01
until = 2027-04-01
value = "48.00"
recorded = 2026-01-15T09:00:00Z
decision = "Minute 4"

[lower]
type = "money"
label = "Lower price"
cites = "Policy 4"
at_most = { policy = "price" }

[open]
type = "boolean"
label = "Whether it is open"

[[open.values]]
from = 2026-04-01
value = true
recorded = 2026-01-15T09:00:00+00:00
"""

VARIATION = """
[[variation]]
key = "price"
from = 2026-04-01
value = "54.00"
recorded = 2026-02-12T10:00:00Z
reason = "Two crews"
decision = "Minute 47"
approved_by = "Director of Environment"
signed = 2026-02-12
review = 2027-02-01
"""


def refusals(text: str) -> str:
    with pytest.raises(DefinitionError) as refused:
        read_policy(text, source="policy.toml")
    return str(refused.value)


def test_a_file_gives_declarations_values_and_bounds() -> None:
    policy = read_policy(SHARED, source="policy.toml")
    found = policy.on(date(2026, 5, 1)).get("price")
    assert (found.value, found.layer, found.owner) == (Money("48.00"), Layer.GROUP, "Shared service")
    assert (found.effective_until, found.recorded) == (date(2027, 4, 1), datetime(2026, 1, 15, 9, tzinfo=UTC))
    assert found.signature.decision == "Minute 4"
    assert policy.declarations["price"].cites == "SI 2012/811"
    assert policy.on(date(2026, 5, 1)).value("open") is True
    assert [len(each.bounds) for each in policy.declarations.values()] == [1, 1, 0]


def test_a_variation_is_a_value_of_the_council_that_somebody_answers_for() -> None:
    policy = read_policy(SHARED, source="policy.toml")
    (local,) = read_variations(VARIATION, policy=policy, owner="Brackwater", source="variations.toml")
    assert (local.layer, local.owner, local.value) == (Layer.COUNCIL, "Brackwater", Money("54.00"))
    assert local.signature.is_complete
    assert policy.extended([local]).on(date(2026, 5, 1)).value("price") == Money("54.00")


@pytest.mark.parametrize("missing", ["reason", "decision", "approved_by", "signed"])
def test_a_variation_is_unsigned_while_anything_of_the_signature_is_missing(missing: str) -> None:
    lines = [line for line in VARIATION.split("\n") if not line.startswith(missing)]
    policy = read_policy(SHARED, source="policy.toml")
    (local,) = read_variations("\n".join(lines), policy=policy, owner="Brackwater", source="variations.toml")
    assert not local.signature.is_complete


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('layer = "group"', 'layer = "county"', "column layer"),
        ('owner = "Shared service"\n', "", "column owner: Field required"),
        ('type = "money"\nlabel = "Price"', 'type = "cash"\nlabel = "Price"', "no such type. There are: money"),
        ('label = "Price"\n', "", "column price.label"),
        ('value = "48.00"', "value = 48.5", "not text. Write it in quotes"),
        ('value = "48.00"', "value = 48", "not text. Write it in quotes"),
        ("value = true", 'value = "yes"', "column open"),
        ("from = 2026-04-01\nuntil", "from = 1 April\nuntil", "not TOML"),
        ("recorded = 2026-01-15T09:00:00Z", "recorded = 2026-01-15T09:00:00", "column price.values.0.recorded"),
        ('at_least = "0.00"', 'at_lest = "0.00"', "column price.at_lest"),
        ('cites = "SI 2012/811"\n', "", "a bound without the law"),
        ('policy = "price"', 'policy = "prise"', "prise"),
    ],
)
def test_a_mistake_is_named_with_its_place(before: str, after: str, said: str) -> None:
    assert before in SHARED
    assert said in refusals(SHARED.replace(before, after, 1))


def test_every_mistake_is_listed_at_once() -> None:
    text = SHARED.replace('layer = "group"', 'layer = "county"').replace('label = "Price"', "label = 3")
    said = refusals(text.replace("value = true", "value = 1"))
    assert "column layer" in said
    assert "column price.label" in said


def test_a_variation_of_nothing_is_named_by_its_number() -> None:
    policy = read_policy(SHARED, source="policy.toml")
    with pytest.raises(DefinitionError, match=r"variations\.toml, variation 2, column key"):
        read_variations(
            VARIATION + VARIATION.replace('"price"', '"prise"'), policy=policy, owner="x", source="variations.toml"
        )


def test_the_period_of_an_amount_is_read_and_is_part_of_the_edition() -> None:
    weekly = SHARED.replace('label = "Price"', 'label = "Price"\nper = "week"')
    policy = read_policy(
        weekly.replace('label = "Lower price"', 'label = "Lower price"\nper = "week"'), source="p.toml"
    )
    assert {key: each.per for key, each in policy.declarations.items()} == {
        "price": Per.WEEK, "lower": Per.WEEK, "open": None,
    }  # fmt: skip
    assert policy.edition != read_policy(SHARED, source="policy.toml").edition


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('label = "Price"', 'label = "Price"\nper = "fortnight"', "column price.per: Input should be 'day', 'week'"),
        ('label = "Whether it is open"', 'label = "Open"\nper = "week"', "column open.per: a period is for money"),
        ('label = "Price"', 'label = "Price"\nper = "week"', "'price' per nothing, which is per week"),
    ],
)
def test_a_period_that_does_not_fit_is_refused(before: str, after: str, said: str) -> None:
    assert said in refusals(SHARED.replace(before, after, 1))


def test_a_bound_that_names_another_key_reads_it_for_the_same_period() -> None:
    weekly = SHARED.replace('label = "Lower price"', 'label = "Lower price"\nper = "week"')
    assert read_policy(weekly, source="policy.toml").declarations["price"].per is None
    said = refusals(weekly.replace('label = "Price"', 'label = "Price"\nper = "month"'))
    assert "column lower: its bound reads 'price' per week, which is per month" in said


@given(st.text(max_size=300))
def test_any_text_is_a_policy_or_refused(text: str) -> None:
    read: list[object] = []
    with contextlib.suppress(DefinitionError):
        read.append(read_policy(text, source="policy.toml"))
    assert not read or text.strip()
