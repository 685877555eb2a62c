import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from tests.rules.growing import LUMP, TRUTH
from tests.rules.reading.wording import Household
from tests.rules.trees import rules_together
from tests.rules.vocabulary import FixedPolicy

from localgov_components.core.errors import DefinitionError
from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    all_of,
    any_of,
    bands,
    count_of,
    define,
    exists,
    is_one_of,
    larger_of,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.building import compared, nodes_of
from localgov_components.rules.reading import outline
from localgov_components.rules.tree import Definition

A, B, C = Household.credit, Household.badge, Household.alone
MEMBERS = Household.members


def test_lists_within_lists_are_numbered_steps() -> None:
    assert outline(all_of(A, not_(any_of(B, all_of(A, C))), Household.bins > 2)) == (
        "all of these:\n"
        "1. somebody gets Universal Credit\n"
        "2. none of these:\n"
        "   2.1. somebody has a Blue Badge\n"
        "   2.2. all of these:\n"
        "      2.2.1. somebody gets Universal Credit\n"
        "      2.2.2. the applicant lives alone\n"
        "3. number of bins is more than 2"
    )


def test_a_rule_of_one_line_is_that_line() -> None:
    assert outline(Household.bins > 2) == "number of bins is more than 2"
    assert outline(all_of(any_of(not_(not_(A))))) == "somebody gets Universal Credit"


def test_several_rules_stand_under_their_names() -> None:
    assert outline({"credit": A, "badge": not_(B)}) == (
        "credit:\nsomebody gets Universal Credit\n\nbadge:\nnobody has a Blue Badge"
    )


def test_a_definition_is_told_once_after_the_rules_with_its_source() -> None:
    limit = define("limit", policy_value("capital_limit", Money), cites="Order 2012, article 5")
    rich = define("rich", Household.capital > limit, label="There is too much", denied="There is little")
    assert outline({"one": all_of(A, rich), "two": all_of(B, not_(rich))}) == (
        "one:\nall of these:\n1. somebody gets Universal Credit\n2. there is too much\n\n"
        "two:\nall of these:\n1. somebody has a Blue Badge\n2. there is little\n\n"
        "there is too much:\nsavings and investments are more than limit\n\n"
        "limit (Order 2012, article 5):\nthe capital limit"
    )


def test_a_choice_is_a_list_of_its_ways() -> None:
    fee = when(any_of(A, B), Money("0")).when(C, Household.capital).otherwise(when(A, Money("1")).otherwise(Money("2")))
    assert outline(fee) == (
        "the first of these that applies:\n"
        "1. £0.00 when any of these:\n"
        "   1.1. somebody gets Universal Credit\n"
        "   1.2. somebody has a Blue Badge\n"
        "2. savings and investments when the applicant lives alone\n"
        "3. otherwise the first of these that applies:\n"
        "   3.1. £1.00 when somebody gets Universal Credit\n"
        "   3.2. otherwise £2.00"
    )


def test_bands_stand_under_what_they_depend_on() -> None:
    assert outline(bands(Household.capital, (Money("1"), 1), (Money("2"), 2), below=0)) == (
        "by savings and investments:\n1. 2 from £2.00\n2. 1 from £1.00\n3. otherwise 0"
    )


def test_a_choice_between_statements_says_what_holds_when() -> None:
    assert outline(when(all_of(A, B), C).otherwise(A)) == (
        "what the first of these says that applies:\n"
        "1. the applicant lives alone when all of these:\n"
        "   1.1. somebody gets Universal Credit\n"
        "   1.2. somebody has a Blue Badge\n"
        "2. otherwise somebody gets Universal Credit"
    )


def test_a_condition_over_members_has_its_lines_below() -> None:
    frail = define("frail", A)
    assert outline(exists(MEMBERS, lambda member: any_of(member.partner, member.carer, frail))) == (
        "at least one of the members of the household: any of these:\n"
        "1. is a partner\n2. is a carer\n3. frail\n\n"
        "frail:\nsomebody gets Universal Credit"
    )


def test_a_long_sum_is_a_list_of_what_it_adds_up() -> None:
    premium = when(A, Money("5")).otherwise(Money("0"))
    total = Household.capital + Household.debts * Household.bins + premium - larger_of(Household.bed, Money("1"))
    assert outline(total) == (
        "these added up:\n"
        "1. savings and investments\n"
        "2. debts times number of bins\n"
        "3. the first of these that applies:\n"
        "   3.1. £5.00 when somebody gets Universal Credit\n"
        "   3.2. otherwise £0.00\n"
        "4. less the larger of bed and breakfast charge and £1.00"
    )


def test_a_part_too_long_for_its_line_is_told_by_itself() -> None:
    long = all_of(*(Household.bins != number for number in range(5)))
    assert outline(count_of(MEMBERS, lambda member: all_of(member.partner, long)) > 1) == (
        "the number of members of the household (where is a partner; and part 1 is so) is more than 1\n\n"
        "part 1:\nall of these:\n" + "\n".join(f"{number + 1}. number of bins is not {number}" for number in range(5))
    )


def test_a_part_told_by_itself_speaks_of_the_member_it_is_about() -> None:
    rule = exists(
        MEMBERS,
        lambda member: (
            count_of(member.jobs, lambda job: all_of(member.partner, *(job.pay != Money(number) for number in "12345")))
            > 0
        ),
    )
    told = outline(rule)
    assert "part 1:\nall of these:\n1. is a partner (of the same one of the members of the household)\n" in told


def test_every_option_is_told_however_many_there_are() -> None:
    told = outline(is_one_of(Household.band, *(f"band {number}" for number in range(500))))
    assert told.count(", band ") == 499


def test_policy_values_may_be_shown() -> None:
    assert (
        outline(policy_value("limit", Money) > Money("1"), policy=FixedPolicy())
        == "the limit (£2.00) is more than £1.00"
    )


def test_mistakes_are_told_all_together() -> None:
    with pytest.raises(DefinitionError, match="2 mistakes"):
        outline({"one": compared(">", Household.bins, Money("1")), "two": compared(">", Household.capital, 2)})


@pytest.mark.parametrize("language", LANGUAGES)
@given(rules_together(TRUTH, LUMP, gaps=True))
def test_whatever_is_mentioned_is_told_once(language: str, rules: tuple[Expression[Any], ...]) -> None:
    told = outline({f"rule{number}": rule for number, rule in enumerate(rules)}, language=language)
    titles = re.findall(r"(?:^|\n\n)([^\n]+):\n", told)
    word = {"en": "part", "cy": "rhan"}[language]
    parts = [title for title in titles if re.fullmatch(rf"{word} \d+", title)]
    assert len(set(parts)) == len(parts)
    assert set(parts) == set(re.findall(rf"\b{word} \d+\b", told))
    definitions = {id(node) for node in nodes_of(*rules) if isinstance(node, Definition)}
    assert len(titles) == len(rules) + len(parts) + len(definitions)


@given(rules_together(TRUTH, LUMP, gaps=True))
def test_lines_are_numbered_in_order_and_indented_by_their_depth(rules: tuple[Expression[Any], ...]) -> None:
    for passage in outline({str(number): rule for number, rule in enumerate(rules)}).split("\n\n"):
        numbers = []
        for line in passage.split("\n")[2:]:
            found = re.match(r"( *)((?:\d+\.)+) ", line)
            assert found
            number = tuple(int(each) for each in found[2].split(".")[:-1])
            assert len(found[1]) == 3 * (len(number) - 1)
            numbers.append(number)
        assert numbers == sorted(set(numbers))
        assert all(after[:-1] == before[: len(after) - 1] for before, after in pairwise(numbers))


def doubled(rule: Condition) -> Condition:
    return all_of(rule, any_of(rule, B))


@pytest.mark.parametrize("start", [A, exists(MEMBERS, lambda member: member.partner)])
def test_parts_that_are_shared_are_not_told_again_and_again(start: Condition) -> None:
    rule = start
    for _ in range(60):
        rule = doubled(rule)
    assert len(outline(rule)) < 50_000


def test_sums_that_are_shared_are_not_told_again_and_again() -> None:
    total: Expression[int] = Household.bins
    for _ in range(60):
        total = total + total
    assert len(outline(total)) < 50_000


def test_what_is_nested_deeply_stays_within_the_page() -> None:
    rule: Condition = A
    for _ in range(95):
        rule = all_of(any_of(rule, B), C)
    assert max(len(line) - len(line.lstrip()) for line in outline(rule).split("\n")) <= 24
