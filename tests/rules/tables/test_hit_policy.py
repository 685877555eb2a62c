import pytest

from localgov_components.rules.tables import HitPolicy

LETTERS = {
    "unique": "U",
    "any": "A",
    "priority": "P",
    "first": "F",
    "rule order": "R",
    "output order": "O",
    "collect": "C",
    "collect sum": "C+",
    "collect min": "C<",
    "collect max": "C>",
    "collect count": "C#",
}


def test_each_policy_has_the_letter_of_dmn() -> None:
    assert {each.value: each.letter for each in HitPolicy} == LETTERS


@pytest.mark.parametrize("policy", HitPolicy)
def test_a_policy_is_found_by_its_name_and_its_letter(policy: HitPolicy) -> None:
    assert HitPolicy.of(f" {policy.value.upper().replace(' ', '  ')} ") is policy
    assert HitPolicy.of(policy.letter.lower()) is policy


@pytest.mark.parametrize("text", ["", " ", "C++", "household.capital", "1", "collectsum"])
def test_other_text_is_no_policy(text: str) -> None:
    assert HitPolicy.of(text) is None
