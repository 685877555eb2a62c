from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.comparing.samples import made_up, tally

from localgov_components.eligibility import OutcomeChange
from localgov_components.eligibility.comparing.counting import Alike
from localgov_components.eligibility.comparing.linking import are_linked

NESTED = [("Elm", "North"), ("Oak", "North"), ("Ash", "South"), ("Yew", "South")]
COUNTED = [("carer", "well", "1"), ("carer", "ill", "2"), ("no carer", "well", "0"), ("no carer", "ill", "1")]


@pytest.mark.parametrize(
    ("combinations", "linked"),
    [
        (list(product("ab", "cd")), False),
        (list(product("ab", "cd", "ef")), False),
        (NESTED, True),
        ([*NESTED, ("Elm", "South")], False),
        ([("under 66", "working age"), ("66 and over", "pension age")], True),
        (COUNTED, True),
        ([*COUNTED, ("carer", "well", "2")], False),
        ([("Elm",), ("Oak",)], False),
        ([("Elm", "only")], False),
        ([], False),
    ],
)
def test_columns_are_linked_when_groups_of_one_are_made_of_groups_of_others(
    combinations: list[tuple[str, ...]], *, linked: bool
) -> None:
    assert are_linked(combinations) is linked


@given(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1))
def test_two_columns_are_linked_when_their_groups_fall_into_parts(combinations: set[tuple[str, str]]) -> None:
    parts: list[set[str]] = []
    for pair in combinations:
        met = [part for part in parts if not part.isdisjoint(pair)]
        parts = [part for part in parts if part not in met] + [set(pair).union(*met)]
    assert are_linked(combinations) is (len(parts) > 1)


def test_areas_made_of_wards_are_not_told_beside_the_wards() -> None:
    columns = {"ward": ["Elm", "Oak", "Ash", "Yew"], "area": ["North", "South"]}
    alike = [
        Alike(groups, change, 0, "", tally(change, number))
        for groups in NESTED
        for change, number in ((OutcomeChange.STAYS, 80), (OutcomeChange.GETS_LESS, 4 if groups[0] == "Elm" else 30))
    ]
    published = made_up(columns, alike).published()
    assert [each.column for each in published.breakdowns] == ["ward"]
    assert [(each.column, each.because) for each in published.not_broken_down] == [("area", "linked")]
    assert "Nothing is told by area: with the tables above it, what is hidden could be worked out." in published.text()
    assert len(made_up(columns, alike).published(threshold=0).breakdowns) == 2


def test_what_is_missing_is_not_told_beside_a_column_that_shows_who_lacks_it() -> None:
    columns = {"savings": ["under £6,000", "not known"]}
    alike = [
        Alike((group,), OutcomeChange.MIGHT_QUALIFY, 0, missing, tally(OutcomeChange.MIGHT_QUALIFY, number))
        for group, missing, number in (
            ("not known", "capital", 59),
            ("not known", "capital income", 2),
            ("under £6,000", "income", 100),
        )
    ]
    alike.append(Alike(("under £6,000",), OutcomeChange.STAYS, 0, "", tally(OutcomeChange.STAYS, 300)))
    published = made_up(columns, alike).published()
    assert published.might_qualify is None
    assert [each.column for each in published.not_broken_down] == [None]
    alone = made_up({}, [each._replace(groups=()) for each in alike]).published()
    assert alone.might_qualify is not None


def test_how_far_awards_move_is_not_told_beside_a_column_that_sets_it() -> None:
    columns = {"band": ["A", "B"]}
    alike = [
        Alike((band,), change, step, "", tally(change, number))
        for band, step, number in (("A", 1, 40), ("B", 3, 30))
        for change in (OutcomeChange.GETS_LESS, OutcomeChange.GETS_MORE)
    ]
    alike.append(Alike(("A",), OutcomeChange.GETS_MORE, 3, "", tally(OutcomeChange.GETS_MORE, 20)))
    rows = made_up(columns, alike).published().moves
    assert {row.number for row in rows if row.direction == "less"} == {"[c]"}
    assert "[c]" not in {row.number for row in rows if row.direction == "more"}
