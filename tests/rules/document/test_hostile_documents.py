import inspect
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from tests.rules.document.examples import small_document

from localgov_components.core.errors import DefinitionError
from localgov_components.rules import from_document, to_document


def read(data: object) -> Any:  # noqa: ANN401 - rules of any type
    return from_document(data, source="rules.json")


def faults(data: object) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read(data)
    return [str(each) for each in caught.value.faults]


def deep(depth: int) -> Any:  # noqa: ANN401 - an expression
    rule: Any = True
    for _ in range(depth):
        rule = {"not": rule}
    return rule


def chained(length: int) -> dict[str, Any]:
    """Definitions of which each mentions the next."""
    names = [f"part_{number}" for number in range(length)]
    found: dict[str, Any] = {
        name: {"label": "x", "as": {"not": {"definition": following}}} for name, following in pairwise(names)
    }
    return found | {names[-1]: {"label": "x", "as": True}}


def circular(name: str, length: int) -> dict[str, Any]:
    """Definitions that go round, with long names."""
    names = [f"{name}{number}" for number in range(length)]
    return with_rules(
        {
            each: {"label": "x", "as": {"definition": after}}
            for each, after in zip(names, names[1:] + names[:1], strict=True)
        },
        rule={"definition": names[0]},
    )


def with_long_member() -> dict[str, Any]:
    return {"rules": {"rule": {"exists": {"fact": "household.members"}, "as": "x" * 99_999, "condition": True}}}


def with_rules(definitions: Any = None, **rules: Any) -> dict[str, Any]:  # noqa: ANN401 - anything
    return {"language": 1, "enums": {}, "facts": {}, "definitions": definitions or {}, "rules": rules}


def crowded(number: int) -> dict[str, Any]:
    """A definition of a member with many parts, mentioned for many members."""
    document = small_document()
    document["definitions"]["young"]["as"] = {"all_of": [document["definitions"]["young"]["as"]] * number}
    document["rules"] |= {f"child_{each}": document["rules"]["child"] for each in range(number)}
    return document


def lists(levels: int, width: int) -> dict[str, Any]:
    """Lists of members that have lists, each level wider than the last."""
    facts: dict[str, Any] = {}
    for level in range(levels):
        inner = [f"level-{level + 1}.list_{each}" for each in range(width)]
        kind = {"members": inner} if level < levels - 1 else "integer"
        facts |= {f"level-{level}.list_{each}": {"type": kind, "label": "x"} for each in range(width)}
    return with_rules(rule={"count_of": {"fact": "level-0.list_0"}, "as": "member"}) | {"facts": facts}


def endless() -> list[Any]:
    rule: list[Any] = []
    rule.append(rule)
    return rule


def doubled(times: int) -> Any:  # noqa: ANN401 - an expression
    rule: Any = True
    for _ in range(times):
        rule = {"all_of": [rule, rule]}
    return rule


def nested_members(depth: int) -> dict[str, Any]:
    """Conditions over members within each other, the innermost of which speaks of every member."""
    document = small_document()
    names = ["member", *(f"member_{number}" for number in range(2, depth + 1))]
    rule: Any = {"any_of": [{"definition": "young", "of": [name]} for name in names]}
    for number in range(depth, 0, -1):
        rule = {"exists": {"fact": "household.members"}, "as": names[number - 1], "condition": rule}
    document["rules"]["new"] = rule
    return document


HOSTILE: list[tuple[str, Callable[[], object], str]] = [
    ("deep lists", lambda: with_rules(rule=deep(200_000)), "more than 250 lists and objects within each other"),
    ("deep rules", lambda: with_rules(rule=deep(240)), "nested more than 200 deep"),
    (
        "deep definitions",
        lambda: with_rules(chained(20_000), rule={"definition": "part_0"}),
        "nested more than 200 deep",
    ),
    ("itself", lambda: with_rules(rule=endless()), "more than 250 lists and objects within each other"),
    ("doubled", lambda: with_rules(rule=doubled(100)), "more than 450,000 values"),
    ("wide", lambda: with_rules(rule={"all_of": [True] * 600_000}), "more than 450,000 values"),
    ("many parts", lambda: with_rules(rule={"all_of": [{"not": True}] * 60_000}), "more than 100,000 parts"),
    ("many names", lambda: with_rules(**{f"rule_{each}": True for each in range(120_000)}), "more than 100,000 parts"),
    ("many times", lambda: crowded(2_000), "more than 100,000 parts"),
    ("nested members", lambda: nested_members(60), "conditions over members more than 8 within each other"),
    ("independent members", lambda: nested_members(4), "for each member of 2 other lists"),
    ("nested lists", lambda: lists(12, 1), "lists of members more than 8 within each other"),
    ("crowded lists", lambda: lists(7, 100), "a list of more than 10,000 facts"),
    ("huge number", lambda: with_rules(rule=10**5000), "too large a number for a rule"),
    ("long name", lambda: with_rules(rule={"x" * 9_000_000: 1}), "no such kind of expression"),
    (
        "long names",
        lambda: with_rules({"x" * 99_999: {"label": "x", "as": True}}, rule=True),
        "not a name for a definition",
    ),
    ("long circle", lambda: circular("x" * 9_999, 150), "goes round in a circle of 150: xxx"),
    ("long ids", lambda: with_rules(rule={"fact": "x" * 99_999 + ".x"}), "no such fact is declared"),
    ("long member", lambda: {**nested_members(1), **with_long_member()}, "not what the member is called here"),
    ("long text", lambda: with_rules(rule={"money": "1" * 9_000_000}), "not money as it is written here"),
    ("a key that is no text", lambda: with_rules(rule={1: 2}), "a key that is not text"),
]


@pytest.mark.parametrize(("make", "expected"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_document_is_refused_in_bounded_time(make: Callable[[], object], expected: str) -> None:
    document = make()
    began = time.process_time()
    found = faults(document)
    assert time.process_time() - began < 20
    assert any(expected in each for each in found)
    assert max(map(len, found)) < 1000


@pytest.mark.slow
def test_a_document_at_the_limits_is_read() -> None:
    assert set(read(with_rules(rule=deep(190)))) == {"rule"}
    assert set(read(with_rules(chained(95), rule={"definition": "part_0"}))) == {"rule"}
    assert set(read(with_rules(rule={"all_of": [{"not": True}] * 49_000}))) == {"rule"}


def from_far_down(frames: int, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the call gives
    return from_far_down(frames - 1, call) if frames else call()


def test_the_deepest_rules_are_written_and_read_however_deep_the_program_is() -> None:
    names = [f"part_{number}" for number in range(198)]
    definitions: dict[str, Any] = {
        name: {"label": "x", "as": {"definition": following}} for name, following in pairwise(names)
    }
    document = with_rules(definitions | {names[-1]: {"label": "x", "as": True}}, rule={"definition": names[0]})
    room = sys.getrecursionlimit() - len(inspect.stack(0)) - 60
    rules = from_far_down(room, lambda: read(document))
    assert from_far_down(room, lambda: to_document(rules)) == document
