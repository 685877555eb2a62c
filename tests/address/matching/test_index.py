import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.matching.town import indexed, line, row

from localgov_components.address.matching.index import build_index, fault_keys
from localgov_components.address.matching.reading import Reading, reading_of_columns, reading_of_line

EMPTY = dict.fromkeys(
    (
        "po_box", "organisation", "sub_building", "building_name", "building_number", "street_name", "locality",
        "town_name", "post_town", "island", "postcode",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"building_number": "10"}, {"start": 10, "end": 10}),
        ({"building_name": "12A"}, {"start": 12, "suffix": "A", "end": 12, "end_suffix": "A"}),
        ({"building_name": "12-14"}, {"start": 12, "end": 14}),
        ({"building_name": "3 Mill House"}, {"kind": "", "flat": "3", "building": "MILL HOUSE"}),
        ({"building_name": "Unit 3 Mill Yard"}, {"kind": "UNIT", "flat": "3", "building": "MILL YARD"}),
        (
            {"sub_building": "Flat 2", "building_name": "Mill House", "building_number": "10"},
            {"kind": "FLAT", "flat": "2", "building": "MILL HOUSE", "start": 10, "end": 10},
        ),
        (
            {"sub_building": "First Floor Flat 2", "building_number": "10"},
            {"kind": "FLAT", "flat": "1F 2", "start": 10, "end": 10},
        ),
        ({"sub_building": "B7", "building_number": "10"}, {"kind": "", "flat": "B7", "start": 10, "end": 10}),
        ({"sub_building": "A", "building_number": "10"}, {"kind": "", "flat": "A", "start": 10, "end": 10}),
        ({"building_number": "0", "building_name": "Rose Cottage"}, {"building": "ROSE COTTAGE"}),
        ({"po_box": "12"}, {"building": "PO BOX 12"}),
        ({"locality": "Millbank", "post_town": "Ambleford", "town_name": "Ambleford"}, {"place": "MILLBANK AMBLEFORD"}),
        ({"street_name": "St. Mary's Road"}, {"street": "ST MARYS ROAD"}),
    ],
)
def test_columns_are_read_with_the_numbers_that_stand_in_names(
    cells: dict[str, str], expected: dict[str, object]
) -> None:
    assert reading_of_columns(EMPTY | cells) == Reading(**expected)  # type: ignore[arg-type]


def test_a_line_is_read_with_the_postcode_of_its_column_first() -> None:
    assert reading_of_line("10 Mill Lane, DT97 1AA", "DT97 1AF").postcode == "DT97 1AF"
    assert reading_of_line("10 Mill Lane, DT97 1AA", None).postcode == "DT97 1AA"


def test_each_name_is_kept_once() -> None:
    connection = indexed(row(uprn, building_number=str(uprn), street_name="Mill Lane") for uprn in range(1, 50))
    assert connection.execute("SELECT COUNT(*) FROM reading").fetchone() == (49,)
    names = {name for (name,) in connection.execute("SELECT text FROM name")}
    assert names == {"MILL LANE", "AMBLEFORD"}


def test_every_address_and_every_wording_is_indexed() -> None:
    rows = [line(1, "10 Mill Lane"), row(2, building_name="Rose Cottage"), line(3, "")]
    connection = indexed(rows, [(1, "10 Lôn y Felin", None), (9, "a UPRN that is no address", None)])
    found = connection.execute("SELECT uprn, COUNT(*) FROM reading GROUP BY uprn ORDER BY uprn").fetchall()
    assert found == [(1, 2), (2, 1), (3, 1)]


def test_progress_ends_with_all_addresses() -> None:
    connection = indexed([])
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in {"address", "wording"}:
            connection.execute(f"DROP TABLE {name}")
    connection.executemany(
        "INSERT INTO address (uprn, single_line_address) VALUES (?, '10 Mill Lane')", ((n,) for n in range(1, 2_501))
    )
    told: list[tuple[int, int]] = []
    build_index(connection, progress=lambda done, total: told.append((done, total)))
    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_the_index_is_part_of_the_transaction_that_it_is_built_in() -> None:
    connection = indexed([])
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in {"address", "wording"}:
            connection.execute(f"DROP TABLE {name}")
    connection.execute("BEGIN")
    build_index(connection)
    connection.execute("ROLLBACK")
    with pytest.raises(sqlite3.OperationalError, match="no such table: reading"):
        connection.execute("SELECT 1 FROM reading")


@given(st.text("ABC", min_size=5, max_size=9), st.data())
def test_words_one_fault_apart_share_a_key(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    fault = data.draw(st.sampled_from(["left out", "doubled", "another", "exchanged"]))
    other = {
        "left out": word[:at] + word[at + 1 :],
        "doubled": word[:at] + word[at] + word[at:],
        "another": word[:at] + "Z" + word[at + 1 :],
        "exchanged": word[: max(at - 1, 0)] + word[max(at - 1, 0) : at + 1][::-1] + word[at + 1 :],
    }[fault]
    assert not set(fault_keys(word)).isdisjoint(fault_keys(other))


def test_figures_and_the_shortest_and_longest_words_have_no_keys() -> None:
    assert [fault_keys(word) for word in ("12A", "OAK", "A" * 31)] == [[], [], []]
