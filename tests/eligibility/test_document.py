from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import KNOWN, MAY, POLICY, SCHEME, Household, Tier
from tests.rules.trees import partial

from localgov_components.core.canonical import canonical_hash, canonical_json
from localgov_components.core.errors import DefinitionError
from localgov_components.core.json_text import read_json
from localgov_components.eligibility import Scheme, read_scheme_document, rule, scheme_document
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    Known,
    all_of,
    any_of,
    count_of,
    define,
    exists,
    fact,
    not_,
    when,
)
from localgov_components.rules.fact_data import read_known, write_known

DOCUMENT = scheme_document(SCHEME)


@given(schemes(gaps=True))
def test_a_scheme_is_read_back_from_its_text_as_it_was(scheme: Scheme) -> None:
    text = canonical_json(scheme.document)
    again = read_scheme_document(read_json(text, source="scheme.json"), source="scheme.json")
    assert canonical_json(again.document) == text
    assert again.rules_hash == scheme.rules_hash == canonical_hash(scheme.document)


@given(schemes(gaps=True), partial)
def test_a_scheme_that_was_read_back_decides_alike(scheme: Scheme, known: Known) -> None:
    again = read_scheme_document(scheme.document, source="scheme.json")
    same = read_known(
        write_known(Known({id_: known.stored[id_] for id_ in known if id_ in scheme.program.vocabulary.facts})),
        facts=again.vocabularies,
        kept=True,
    )
    before = scheme.decide(known, on=ON, policy=POLICY_SET)
    after = again.decide(same, on=ON, policy=POLICY_SET)
    assert (after.outcome, after.award) == (before.outcome, before.award)
    assert (after.tier and after.tier.value) == (before.tier and before.tier.value)
    assert after.missing == before.missing
    assert [(each.rule, each.holds, each.facts) for each in after.reasons] == [
        (each.rule, each.holds, each.facts) for each in before.reasons
    ]


def test_a_document_tells_rules_by_outcome_with_their_sources() -> None:
    assert DOCUMENT["scheme"] == "council-support"
    assert DOCUMENT["ineligible"] == [
        {"rule": "too-much-capital", "cites": "SI 2012/2885, regulation 11", "prescribed": True}
    ]
    assert DOCUMENT["results"] == ["tier", "award"]
    assert DOCUMENT["policy"] == ["capital_limit", "couple_allowance", "taper"]


def test_facts_that_no_rule_reads_are_left_out() -> None:
    facts: Any = DOCUMENT["rules"]["facts"]  # type: ignore[index, call-overload]
    assert "household.capital" in facts
    assert "household.email" not in facts


def test_the_labels_of_an_enum_are_read_back() -> None:
    again = read_scheme_document(DOCUMENT, source="scheme.json")
    decided = again.decide(_plain(again, KNOWN), on=MAY, policy=POLICY)
    assert (decided.tier.value, decided.tier.label) == (Tier.PARTIAL.value, Tier.PARTIAL.label)


def _plain(scheme: Scheme, known: Known) -> Known:
    read = {id_: value for id_, value in known.stored.items() if id_ in scheme.program.vocabulary.facts}
    return read_known(write_known(Known(read)), facts=scheme.vocabularies)


def test_a_definition_about_members_may_be_written_by_a_function_that_several_conditions_use() -> None:
    class Person(Facts, id="person"):
        age: Fact[int] = fact("age")

    class Home(Facts, id="home"):
        people: Fact[list[Person]] = fact("people")

    def adult(person: Any) -> Any:  # noqa: ANN401 - a bound member
        return define("adult", person.age >= 18)

    scheme = Scheme(
        "adults",
        facts=[Home],
        eligible=[rule("some", exists(Home.people, adult)), rule("two", count_of(Home.people, adult) > 1)],
    )
    again = read_scheme_document(scheme.document, source="scheme.json")
    assert {each.name for each in again.definitions} == {"adult"}
    assert again.rules_hash == scheme.rules_hash


def test_a_scheme_that_no_document_can_hold_is_refused_when_it_is_built() -> None:
    class Odd(Facts, id="odd"):
        photo: Fact[bytes] = fact("photo")
        one: Fact[bool] = fact("one")

    with pytest.raises(DefinitionError, match="not a type that a document can name"):
        Scheme("odd", facts=[Odd], eligible=[rule("photo", Odd.photo == Odd.photo)])
    assert Scheme("odd", facts=[Odd], eligible=[rule("one", Odd.one)]).rules_hash


def test_two_definitions_of_one_name_are_refused_when_the_scheme_is_built() -> None:
    rules = [
        rule("one", define("same", Household.passported)),
        rule("two", define("same", Household.capital == Household.capital)),
    ]
    with pytest.raises(DefinitionError, match="two definitions have this name, and say different things"):
        Scheme("twice", facts=[Household], eligible=rules)


def test_a_prescribed_rule_without_its_law_is_refused() -> None:
    with pytest.raises(DefinitionError, match="prescribed without the law that prescribes it"):
        Scheme("x", facts=[Household], eligible=[rule("one", Household.passported, prescribed=True)])


def test_the_hash_changes_with_what_a_rule_cites_and_whether_law_prescribes_it() -> None:
    def hashed(**options: Any) -> str:  # noqa: ANN401 - options of a rule
        return Scheme("x", facts=[Household], eligible=[rule("one", Household.passported, **options)]).rules_hash

    assert len({hashed(), hashed(cites="law"), hashed(cites="law", prescribed=True)}) == 3


def _set(*path: str | int) -> Callable[[Any, Any], None]:
    def set_(document: Any, value: Any) -> None:  # noqa: ANN401 - JSON
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = value

    return set_


SPOILED = {
    "no object": (None, [], "not a scheme document, which has"),
    "another form": (None, {"policy_format": 1}, "not a scheme document, which has"),
    "another format": (_set("scheme_format"), 2, "scheme_format: not format 1"),
    "a format that is true": (_set("scheme_format"), True, "scheme_format: not format 1"),
    "a kind that is no list": (_set("refer"), {}, "refer: Input should be a valid tuple"),
    "a rule without a source": (_set("eligible", 0), {"rule": "a", "prescribed": False}, "eligible[1].cites: Field"),
    "a key of its own": (_set("owner"), "somebody", "owner: Extra inputs are not permitted"),
    "a result of its own": (_set("results"), ["tier", "bonus"], "results[2]: Input should be 'tier' or 'award'"),
    "a rule that is not there": (_set("eligible", 0, "rule"), "other", "other: listed and not among the rules"),
    "a result that is left out": (_set("results"), ["tier"], "award: a rule that is not listed"),
    "results in another order": (_set("results"), ["award", "tier"], "results[1]: not in the order"),
    "policy in another order": (
        _set("policy"),
        ["taper", "capital_limit", "couple_allowance"],
        "policy[1]: not in the",
    ),
    "policy that is not read": (_set("policy"), ["a_key"], "a_key: lists a policy value that no rule reads"),
    "an id that is none": (_set("scheme"), "Not an id", "Not an id: not an id"),
    "rules in another language": (_set("rules", "language"), 99, "rules.language: not version 1 of the language"),
    "rules that are no object": (_set("rules"), [], "rules: not a document of rules"),
    "a rule of no kind": (_set("rules", "rules", "low-income"), {"eval": "1"}, "rules.rules.low-income"),
    "a rule of another type": (_set("rules", "rules", "low-income"), 3, "low-income: not a condition"),
}


@pytest.mark.parametrize("spoiling", SPOILED.values(), ids=SPOILED)
def test_a_document_with_a_mistake_is_refused_with_its_path(
    spoiling: tuple[Callable[[Any, Any], None] | None, object, str],
) -> None:
    spoil, value, message = spoiling
    document: Any = value
    if spoil is not None:
        document = deepcopy(DOCUMENT)
        spoil(document, value)
    with pytest.raises(DefinitionError) as refused:
        read_scheme_document(document, source="scheme.json")
    assert message in str(refused.value)
    assert all(fault.source == "scheme.json" for fault in refused.value.faults)


def test_mistakes_of_rules_are_told_together() -> None:
    document: Any = deepcopy(DOCUMENT)
    document["rules"]["rules"]["low-income"] = {"fact": "household.unheard"}
    document["rules"]["rules"]["vulnerable"] = {"not": {"money": "1"}}
    with pytest.raises(DefinitionError) as refused:
        read_scheme_document(document, source="scheme.json")
    columns = {str(fault.column) for fault in refused.value.faults}
    assert {"rules.rules.low-income.fact", "rules.rules.vulnerable.not.money"} <= columns


def test_a_rule_listed_under_two_outcomes_is_refused() -> None:
    document: Any = deepcopy(DOCUMENT)
    document["refer"] += document["eligible"]
    with pytest.raises(DefinitionError, match="low-income: two rules have this id"):
        read_scheme_document(document, source="scheme.json")


class Home(Facts, id="home"):
    rooms: Fact[int] = fact("rooms")
    shed: Fact[bool] = fact("shed")


def denials(number: int) -> Condition:
    condition: Condition = Home.shed
    for _ in range(number):
        condition = not_(condition)
    return condition


def joins(number: int) -> Condition:
    condition: Condition = Home.shed
    for each in range(number // 2):
        condition = any_of(all_of(condition, Home.rooms > each), Home.rooms < each)
    return condition


def choices(number: int) -> Condition:
    condition: Condition = Home.shed
    for each in range(number):
        condition = when(Home.rooms > each, condition).otherwise(Home.shed)
    return condition


@pytest.mark.parametrize(("nested", "most"), [(joins, 120), (choices, 80)])
def test_a_scheme_is_as_deep_as_its_document_may_be_and_a_name_begins_anew(
    nested: Callable[[int], Condition], most: int
) -> None:
    scheme = Scheme("home", facts=[Home], eligible=[rule("only", nested(most))])
    assert read_scheme_document(scheme.document, source="scheme.json").rules_hash == scheme.rules_hash
    with pytest.raises(DefinitionError, match=r"more than 250 lists and objects within each other. .* define"):
        Scheme("home", facts=[Home], eligible=[rule("only", nested(most + 10))])
    named = any_of(define("inner", nested(most - 10)), Home.shed)
    assert Scheme("home", facts=[Home], eligible=[rule("only", all_of(named, Home.rooms > 1))]).document


def test_a_scheme_that_was_built_decides_however_deep_its_rules_are() -> None:
    deepest = [rule(name, denials(199)) for name in ("one", "other")]
    scheme = Scheme("home", facts=[Home], eligible=deepest)
    assert scheme.decide(Known({"home.shed": False}), on=ON).reasons[0].rule == "one"
    with pytest.raises(DefinitionError, match="nested more than 200 deep"):
        Scheme("home", facts=[Home], eligible=[rule("one", denials(200))])
