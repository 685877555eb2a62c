import csv
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.identifiers.kinds_things import THINGS

from localgov_components.identifiers import Postcode

WAYS_TO_TYPE: list[Callable[[str], str]] = [
    str,
    str.lower,
    str.title,
    " {} ".format,
    "{}\u200b".format,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "-"),
]
AS_TYPED = st.builds(lambda text, way: way(text), THINGS[Postcode], st.sampled_from(WAYS_TO_TYPE))


def one_by_one(text: object) -> str | None:
    return str(Postcode.parse(text)) if Postcode.is_valid(text) else None  # type: ignore[arg-type]


@given(st.lists(st.one_of(AS_TYPED, TEXT, st.none(), st.sampled_from(["", " ", "\u0131P1 1AA", "I\u017f1 1AA"]))))
def test_a_column_is_read_as_its_rows_are_one_by_one(rows: list[str | None]) -> None:
    column = Postcode.read_column(rows)
    assert column.texts == [one_by_one(row) for row in rows]
    nothing = [place for place, row in enumerate(rows) if row is None or not row.strip()]
    assert column.empty == nothing
    read = {place for place, text in enumerate(column.texts) if text is not None}
    assert set(column.refused) == set(range(len(rows))) - read - set(nothing)
    assert sorted(column.refused) == column.refused


def test_rows_of_any_type_are_refused_and_not_raised() -> None:
    no_text: list[object] = [1, 2.5, b"SW1A 2AA", ["SW1A", " ", "2AA"], ("SW1A 2AA",), True]
    rows = [*no_text, "SW1A 2AA", object(), 10**5000]
    column = Postcode.read_column(rows)  # type: ignore[arg-type]
    assert column.texts == [None] * 6 + ["SW1A 2AA", None, None]
    assert column.refused == [0, 1, 2, 3, 4, 5, 7, 8]
    assert column.empty == []


def test_hostile_rows_do_not_disturb_the_others() -> None:
    column = Postcode.read_column([*HOSTILE, "sw1a2aa"])
    assert column.texts[-1] == "SW1A 2AA"
    assert column.texts[:-1] == [None] * len(HOSTILE)


def test_every_real_postcode_is_read(suites: Path) -> None:
    with (suites / "address" / "postcodes_visible.csv").open(encoding="utf-8", newline="") as file:
        real = [row["postcode"] for row in csv.DictReader(file)]
    column = Postcode.read_column(real)
    assert (column.empty, column.refused) == ([], [])
    assert column.texts == [str(Postcode.parse(text)) for text in real]


def test_a_column_may_be_read_from_anything_that_gives_rows() -> None:
    assert Postcode.read_column(iter(["m1 1ae"])).texts == ["M1 1AE"]
    assert Postcode.read_column([]).texts == []
