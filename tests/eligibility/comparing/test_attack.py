import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.eligibility.comparing.attack import Attacker, MoneyAttacker
from tests.eligibility.comparing.samples import comparisons, made_up, tally

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.comparing import Comparison, OutcomeChange, PublishedComparison, hidden_numbers
from localgov_components.eligibility.comparing.counting import Alike
from localgov_components.eligibility.comparing.hiding import Hiding

WARDS = {"ward": ["Elm", "Oak", "Ash"]}
NUMBERS = {"Elm": (3, 60), "Oak": (15, 70), "Ash": (12, 40)}
KINDS = (OutcomeChange.GETS_LESS, OutcomeChange.NOT_ELIGIBLE)
THREE_WARDS = made_up(
    WARDS,
    [
        Alike((ward,), change, 0, "", tally(change, number))
        for ward, numbers in NUMBERS.items()
        for change, number in zip(KINDS, numbers, strict=True)
    ],
)


def published(comparison: Comparison, threshold: int) -> PublishedComparison:
    """What is shown, where anything is."""
    numbers = {change: comparison.number(change) for change in OutcomeChange}
    assume(comparison.rows >= threshold and hidden_numbers.hidden_in_line(numbers, threshold) is not None)
    return comparison.published(threshold=threshold)


@pytest.mark.slow
@given(comparisons(), st.sampled_from([3, 5, 10]))
def test_no_hidden_number_can_be_worked_out_from_all_that_is_shown(comparison: Comparison, threshold: int) -> None:
    assert list(Attacker(comparison, published(comparison, threshold)).found_out()) == []


@pytest.mark.slow
@given(comparisons(), st.sampled_from([3, 10]))
def test_no_hidden_amount_can_be_worked_out_from_all_that_is_shown(comparison: Comparison, threshold: int) -> None:
    assert list(MoneyAttacker(comparison, published(comparison, threshold)).found_out()) == []


@given(comparisons(), st.sampled_from([3, 10]))
@settings(max_examples=30)
def test_a_number_or_amount_that_stands_for_few_is_never_shown(comparison: Comparison, threshold: int) -> None:
    shown = published(comparison, threshold)
    numbers = [*(row.number for row in shown.changes), *(row.number for row in shown.moves)]
    for table in shown.breakdowns:
        for row in table.rows:
            numbers += [row.number, *row.numbers]
    assert not [each for each in numbers if isinstance(each, int) and 0 < each < threshold]


def test_the_attack_finds_what_is_hidden_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_secrets(figures: object, *, threshold: int) -> Hiding[object]:
        assert isinstance(figures, dict)
        return Hiding(frozenset(key for key, figure in figures.items() if figure.doubt), ())

    assert list(Attacker(THREE_WARDS, THREE_WARDS.published()).found_out()) == []
    monkeypatch.setattr(hidden_numbers, "hide", only_secrets)
    attacker = Attacker(THREE_WARDS, THREE_WARDS.published())
    assert list(attacker.found_out()) == [f"Elm {KINDS[:1]}: 3 is one of 1"]


def test_too_few_cases_show_nothing_at_all() -> None:
    few = made_up({}, [Alike((), OutcomeChange.STAYS, 0, "", tally(OutcomeChange.STAYS, 9))])
    with pytest.raises(InvalidValueError) as refused:
        few.published()
    assert refused.value.code == "comparison.too-few"
    assert few.published(threshold=5).rows == 9
