import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import Household, conditions

from localgov_components.core.errors import NotSupportedError
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    all_of,
    any_of,
    content_hash,
    define,
    is_one_of,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.canonical import as_json, canonical_hash

A, B = Household.credit, Household.badge
WHOLE = all_of(
    any_of(A, not_(B)),
    define("small", Household.capital <= policy_value("limit", Money) + Money("1.00") * 2, cites="Law, section 1"),
    is_one_of(Household.band, "A", "B"),
    Household.moved < date(2026, 5, 1),
    when(A, B).otherwise(Household.bins == 1),
)
GOLDEN = "59a599b72cd5ee66671f307a4fbb1776a426d04ef9654450088e34b31d415bc7"


@given(conditions)
def test_a_rule_is_whole_in_json(rule: Condition) -> None:
    data = as_json(rule)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert content_hash(rule) == content_hash(rule)


def test_the_hash_of_a_rule_is_the_same_for_ever() -> None:
    assert content_hash(WHOLE) == GOLDEN


def test_the_hash_is_the_same_in_another_process() -> None:
    program = (
        "from localgov_components.money import Money\n"
        "from localgov_components.rules import content_hash, policy_value\n"
        "print(content_hash(policy_value('limit', Money) > Money('10')))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {content_hash(policy_value("limit", Money) > Money("10"))}


DIFFERENT: list[Expression[Any]] = [
    A,
    B,
    not_(A),
    all_of(A),
    any_of(A),
    all_of(A, B),
    all_of(B, A),
    any_of(A, B),
    define("a", A),
    define("b", A),
    define("a", A, label="x"),
    define("a", A, cites="x"),
    define("a", B),
    Household.bins > 1,
    Household.bins > 2,
    Household.bins >= 1,
    Household.bins < 1,
    policy_value("p", int) > 1,
    policy_value("p", Money) > Money("1"),
    policy_value("q", int) > 1,
    Household.bins + 1 > 1,
    Household.bins - 1 > 1,
    Household.bins * 1 > 1,
    is_one_of(Household.band, "A"),
    is_one_of(Household.band, "A", "B"),
    is_one_of(Household.band, "B", "A"),
    Household.band == "A",
    Household.band == "1",
    when(A, B).otherwise(A),
    when(B, A).otherwise(A),
    when(A, A).otherwise(B),
    policy_value("d", Decimal) > Decimal("0.1"),
    policy_value("d", date) > date(2026, 1, 1),
]


def test_rules_that_say_different_things_have_different_hashes() -> None:
    assert len({content_hash(rule) for rule in DIFFERENT}) == len(DIFFERENT)


def test_what_is_built_again_has_the_same_hash() -> None:
    assert content_hash(all_of(A, Household.bins > 1)) == content_hash(all_of(Household.credit, Household.bins > 1))


def test_the_order_of_keys_does_not_matter_and_numbers_that_json_lacks_are_refused() -> None:
    assert canonical_hash({"a": 1, "b": "é"}) == canonical_hash({"b": "é", "a": 1})
    assert canonical_hash({"a": 1}) != canonical_hash({"a": "1"})
    with pytest.raises(ValueError, match="Out of range float"):
        canonical_hash({"a": float("nan")})


def test_a_kind_of_node_from_outside_is_refused() -> None:
    class Foreign(Expression[bool]):
        value_type = bool

    with pytest.raises(NotSupportedError, match="Foreign is not a kind of rule"):
        content_hash(Foreign())
