from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from localgov_components.eligibility.comparing.hiding import OUTSIDE, Figure, Hiding, hide

TEN = 10


def cell(tail: str, head: str, number: int) -> Figure:
    if 0 < number < TEN:
        return Figure(tail, head, number, number, doubt=4, least=1, most=9)
    return Figure(tail, head, number, number, least=TEN if number else 0)


def table(*rows: tuple[int, ...]) -> dict[tuple[int, int], Figure]:
    return {
        (place, column): cell(f"row {place}", f"column {column}", number)
        for place, row in enumerate(rows)
        for column, number in enumerate(row)
    }


def shown(figures: Mapping[tuple[int, int], Figure], hiding: Hiding[tuple[int, int]]) -> list[list[int | None]]:
    height, width = (1 + max(place) for place in zip(*figures, strict=True))
    return [
        [None if (row, column) in hiding.hidden else figures[row, column].amount for column in range(width)]
        for row in range(height)
    ]


def test_nothing_is_hidden_where_nothing_is_secret() -> None:
    assert hide(table((20, 0, 30), (10, 40, 0)), threshold=TEN).hidden == frozenset()


def test_a_secret_is_hidden_with_three_others_that_keep_it_in_its_row_and_its_column() -> None:
    figures = table((3, 50, 90), (60, 70, 80), (40, 85, 95))
    assert shown(figures, hide(figures, threshold=TEN)) == [[None, None, 90], [60, 70, 80], [None, None, 95]]


def test_a_figure_that_is_too_near_the_threshold_does_not_keep_a_secret() -> None:
    # With 10 beside it, which is no secret and so is 10 or more, a 1 could be nothing else.
    line = {name: cell("row", OUTSIDE, number) for name, number in {"a": 1, "b": 10, "c": 40}.items()}
    assert hide(line, threshold=TEN).hidden == {"a", "c"}


def test_secrets_that_together_stand_for_few_are_not_enough() -> None:
    line = {name: cell("row", OUTSIDE, number) for name, number in {"a": 4, "b": 3, "c": 40, "d": 50}.items()}
    assert hide(line, threshold=TEN).hidden == {"a", "b", "c"}


def test_what_cannot_be_kept_is_told() -> None:
    line = {name: cell("row", OUTSIDE, number) for name, number in {"a": 3, "b": 0}.items()}
    assert hide(line, threshold=TEN).not_kept == ("a",)


def test_what_is_fixed_is_never_hidden() -> None:
    line = {name: cell("row", OUTSIDE, number) for name, number in {"a": 3, "b": 20, "c": 40}.items()}
    assert hide(line, threshold=TEN, fixed={"b"}).hidden == {"a", "c"}


def test_of_what_is_hidden_beside_secrets_nothing_can_be_spared() -> None:
    figures = table((3, 50, 90), (60, 70, 30), (40, 80, 20))
    hiding = hide(figures, threshold=TEN)
    for key in hiding.hidden - {(0, 0)}:
        left = {each: figures[each] for each in figures if each != key}
        rest = hide(left, threshold=TEN, hidden=hiding.hidden - {key}, fixed=left)
        assert rest.not_kept == ((0, 0),)


def test_what_was_hidden_in_vain_is_shown_after_all() -> None:
    # 45 stands in the row of a secret, and alone in its column: hidden or not, everybody knows it.
    figures = table((0, 45, 2, 22), (60, 0, 30, 31), (70, 0, 40, 41))
    assert shown(figures, hide(figures, threshold=TEN))[0][1] == 45


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 4), min_size=1, max_size=5))
def test_whatever_of_a_sum_is_hidden_stands_for_ten_at_least(rows: list[tuple[int, ...]]) -> None:
    figures = table(*rows)
    hiding = hide(figures, threshold=TEN)
    for end in {figure.tail for figure in figures.values()} | {figure.head for figure in figures.values()}:
        hidden = [figures[key] for key in hiding.hidden if end in (figures[key].tail, figures[key].head)]
        secrets = [each for each in hidden if each.doubt]
        if secrets and not hiding.not_kept:
            assert sum(each.people for each in hidden) >= TEN
            assert len(hidden) > 1


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=1, max_size=5))
def test_the_same_figures_are_hidden_every_time(rows: list[tuple[int, ...]]) -> None:
    assert hide(table(*rows), threshold=TEN) == hide(table(*rows), threshold=TEN)


def test_a_table_of_many_groups_is_kept() -> None:
    figures = table(*[((7 * row) % 90, (5 * row) % 23, row % 12, 200 + row) for row in range(100)])
    assert not hide(figures, threshold=TEN).not_kept
