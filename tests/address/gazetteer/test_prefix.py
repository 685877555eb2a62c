import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import address, core_file, house
from tests.address.gazetteer.pages import labels, numbers

from localgov_components.address import (
    AddressQuery,
    Gazetteer,
    address_label,
)
from localgov_components.address.gazetteer.beginnings import beginnings_of, beside_postcode, postcode_beginnings
from localgov_components.address.gazetteer.tables import COLUMNS, address_from_row, typed_rows, with_wordings
from localgov_components.address.gazetteer.typeahead import texts_of


@pytest.mark.parametrize(
    ("street", "found"),
    [
        ("High Street", [1, 2, 3, 4, 5, 6, 7, 10]),
        ("high st, Ambleford", [1, 2, 3, 4, 5, 6, 7]),
        ("HIGH ST, zeal", [10]),
        ("High Street, Zeal, Ambleford", []),
        ("High Street, Zea", []),
        ("Mill Lane", [8, 9, 16, 17]),
        ("The Avenue", [14]),
        ("Avenue, Brackwater, ,", [14]),
        ("St Mary's Road", [12, 13]),
        ("Heol y Bont", [11]),
        ("High", []),
        (", Ambleford", []),
        ("@12", []),
    ],
)
def test_a_street_is_found_in_lines_too(residents: Gazetteer, street: str, found: list[int]) -> None:
    whole = residents.find(AddressQuery(street=street))
    assert (numbers(whole), whole.total) == (found, len(found))
    page = residents.find(AddressQuery(street=street, offset=1, limit=2))
    assert (numbers(page), page.total) == (found[1:3], len(found))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("12A Ti", ["12A Tithebarn Street"]),
        ("tithebarn st", ["1 Tithebarn Street", "2 Tithebarn Street", "3 Tithebarn Street"]),
        ("tithebarn street 12", ["12 Tithebarn Street"]),
        ("10 mill ln", ["Flat 1, 10 Mill Lane", "Flat 2, 10 Mill Lane"]),
        ("10 mill", ["Flat 1, 10 Mill Lane", "Flat 2, 10 Mill Lane"]),
        ("flat 2 10 m", ["Flat 2, 10 Mill Lane"]),
        ("mill h", ["Mill House, Mill Lane", "The Annexe, Mill House, Mill Lane"]),
        ("dt971a", ["1 Tithebarn Street", "2 Tithebarn Street"]),
        ("DT97 1AF", ["2 Mill Lane", "4 Mill Lane"]),
    ],
)
def test_what_begins_as_it_is_typed_comes_in_walking_order(gazetteer: Gazetteer, typed: str, first: list[str]) -> None:
    page = gazetteer.find(AddressQuery(prefix=typed, limit=8))
    assert labels(page)[: len(first)] == first


LINES = {
    1: "1 High St, Ambleford, DT97 1AA",
    2: "10 High St, Ambleford, DT97 1AA",
    3: "12 High St, Ambleford, DT97 1AA",
    4: "Flat 1, 12 High St, Ambleford, DT97 1AA",
    5: "Flat 2, 12 High St, Ambleford, DT97 1AA",
    6: "12A High St, Ambleford, DT97 1AA",
    7: "14-16 High St, Ambleford, DT97 1AB",
    8: "Flat 2, The Maltings, 5 Mill Lane, Ambleford, DT97 1AF",
    9: "Flat 10, The Maltings, 5 Mill Lane, Ambleford, DT97 1AF",
    10: "Rose Cottage, High Street, Zeal, DT9 7AA",
    11: "3 Heol y Bont, Brackwater, DT98 1AE",
    12: "1 St Mary's Road, Brackwater, DT98 1AE",
    13: "2 Saint Marys Rd, Brackwater, DT98 1AE",
    14: "7 The Avenue, Brackwater, DT98 1AG",
    15: "12 Highfield, Ambleford, DT97 1AC",
    16: "1 Mill Lane East, Ambleford, DT97 1AG",
    17: "1 Mill Lane, Zeal, DT9 7AB",
    18: "The Old Rectory, Church Walk, Brackwater, DT98 1AH",
    19: "20 Quay Road, Foundry, Great Pensham, Wexcombe, TQ95 0AA",
    21: "2 Mariners Court, Quay Road, Brackwater, DT98 1AJ",
    20: "Cooper House, Quay Road, Foundry, Great Pensham, Wexcombe, TQ95 0AA",
}

TEXTS = {uprn: texts_of(address(single_line_address=line)) for uprn, line in LINES.items()}


@pytest.fixture(scope="module")
def residents() -> Iterator[Gazetteer]:
    """Addresses that are lines, as a council keeps them, in no order."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "addresses.csv"
        rows = (f'{uprn},"{line}"\n' for uprn, line in sorted(LINES.items(), key=lambda row: row[1][::-1]))
        source.write_text("uprn,address\n" + "".join(rows), encoding="utf-8")
        Gazetteer.build(source, Path(folder) / "addresses.gazetteer")
        with Gazetteer.open(Path(folder) / "addresses.gazetteer") as opened:
            yield opened


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("12 high", [3, 4, 5, 15]),
        ("12 high st", [3, 4, 5]),
        ("12 high street", [3, 4, 5]),
        ("12 High Stree", [3, 4, 5]),
        ("12 a high", [6]),
        ("12a high", [6]),
        ("high street 1", [1, 2, 3, 4, 5, 7]),
        ("high street 12", [3, 4, 5, 6]),
        ("high st 12a", [6]),
        ("high", [1, 2, 3, 4, 5, 6, 7, 10, 15]),
        ("high street, ambleford", [1, 2, 3, 4, 5, 6, 7]),
        ("flat 2 12 high", [5]),
        ("apartment 2, 12 high", [5]),
        ("flat 1", [4, 9]),
        ("the maltings", [8, 9]),
        ("maltings 5", [8, 9]),
        ("flat 2 maltings", [8]),
        ("2 the maltings", [8]),
        ("flat 2 5 mill", [8]),
        ("5 mill", [8, 9]),
        ("14 high", [7]),
        ("16 high", [7]),
        ("15 high", []),
        ("14-16 high", [7]),
        ("rose cot", [10]),
        ("rose cottage high street zeal", [10]),
        ("dt97 1aa 12", [3, 4, 5, 6]),
        ("dt971aa12", []),
        ("dt971aa 12 high", [3, 4, 5]),
        ("dt97 1aa high st", [1, 2, 3, 6, 4, 5]),
        ("12, dt97 1aa", [3, 4, 5]),
        ("12 dt971aa", [3, 4, 5]),
        ("12 DT97", [3, 4, 5, 15]),
        ("12 dt9", [3, 4, 5, 15]),
        ("12 dt97 1", [3, 4, 5, 15]),
        ("dt97 12", [3, 4, 5, 15]),
        ("rose cottage dt9", [10]),
        ("flat 2 maltings dt97 1af", [8]),
        ("12 High Street, Ambleford, dt971", [3, 4, 5]),
        ("1 st mary", [12]),
        ("1 saint mary's", [12]),
        ("2 st marys", [13]),
        ("st marys road", [12, 13]),
        ("3 HEOL Y BONT", [11]),
        ("heol", [11]),
        ("20 quay rd wexc", [19]),
        ("quay road pensham", [19, 20]),
        ("flat 2 mariners", [21]),
        ("flat 2 mariners court quay road", [21]),
        ("no 20 quay", [19]),
        ("quay rd, gt pensham, wexcombe", [19, 20]),
        ("cooper house quay road wexcombe", [20]),
        ("quay road 20", [19]),
        ("quay road house", []),
        ("cooper house wexc", [20]),
        ("cooper house road", [20]),
        ("cooper house rd", [20]),
        ("old rectory walk", [18]),
        ("maltings mill lane", [8, 9]),
        ("maltings mill ln", [8, 9]),
        ("maltings mill street", []),
        ("flat 10 mill lane", [9]),
        ("14-16 dt97", [7]),
        ("14-16, dt971ab", [7]),
        ("dt971ab 14-16", [7]),
        ("mariners court", [21]),
        ("mariners court dt98", [21]),
        ("20 quay road tq950", [19]),
        ("7 avenue", [14]),
        ("7 the ave", [14]),
        ("the avenue", [14]),
        ("the", [14, 8, 9, 18]),
        ("old rect", [18]),
        ("mill lane", [8, 9, 16, 17]),
        ("1 mill lane", [16, 17]),
        ("1 mill lane zeal", [17]),
    ],
)
def test_what_a_resident_types_finds_the_address(residents: Gazetteer, typed: str, found: list[int]) -> None:
    assert numbers(residents.find(AddressQuery(prefix=typed))) == found


@pytest.mark.parametrize("line", LINES.values())
def test_a_whole_line_finds_its_address_first_however_it_is_written(residents: Gazetteer, line: str) -> None:
    (uprn,) = (uprn for uprn, each in LINES.items() if each == line)
    for typed in (line, line.upper(), line.replace(",", ""), line.replace("'", "’"), f" {line.lower()} ,"):
        assert numbers(residents.find(AddressQuery(prefix=typed)))[0] == uprn


@given(st.sampled_from(sorted(LINES)), st.data())
def test_an_address_stays_found_while_it_is_typed(residents: Gazetteer, uprn: int, data: st.DataObject) -> None:
    typed = LINES[uprn][: data.draw(st.integers(1, len(LINES[uprn])))]
    assert uprn in numbers(residents.find(AddressQuery(prefix=typed)))


WORDS = ["1", "12", "12a", "14", "10-12", "flat", "apt", "2", "high", "st", "street", "mill", "ln", "the", "old", "mal"]

OTHERS = [
    "rose",
    "cottage",
    "saint",
    "marys",
    "rd",
    "heol",
    "y",
    "bont",
    "ambleford",
    "zeal",
    "dt9",
    "dt97",
    "1aa",
    "av",
    "quay",
    "pensham",
    "wexc",
]


@given(st.lists(st.sampled_from(WORDS + OTHERS), min_size=1, max_size=4).map(" ".join))
def test_what_begins_as_is_meant_is_found_and_nothing_else_but_by_postcode(residents: Gazetteer, typed: str) -> None:
    meant = beginnings_of(typed)
    begin = {
        uprn
        for uprn, texts in TEXTS.items()
        if any(each.is_of(text) for each in meant for text in texts if text[0] != "@")
    }
    found = set(numbers(residents.find(AddressQuery(prefix=typed))))
    assert begin <= found
    if not beside_postcode(typed) and not postcode_beginnings(typed):
        assert found == begin


@given(st.data())
def test_an_address_in_columns_stays_found_while_it_is_typed(gazetteer: Gazetteer, data: st.DataObject) -> None:
    some = gazetteer.find(AddressQuery(prefix=data.draw(st.sampled_from(["1", "flat", "m", "t", "dt97"]))))
    chosen = data.draw(st.sampled_from(some.addresses))
    label = address_label(chosen)
    typed = label[: data.draw(st.integers(1, len(label)))]
    assert chosen in gazetteer.find(AddressQuery(prefix=typed)).addresses


@given(
    st.sampled_from(["1", "h", "high", "dt97", "flat", "12 dt9", "dt97 1aa 1", "the", "mill lane"]),
    st.integers(0, 12),
    st.integers(1, 12),
)
def test_pages_of_every_kind_of_beginning_divide_the_whole(
    residents: Gazetteer, typed: str, offset: int, limit: int
) -> None:
    whole = residents.find(AddressQuery(prefix=typed))
    page = residents.find(AddressQuery(prefix=typed, offset=offset, limit=limit))
    assert page.addresses == whole.addresses[offset : offset + limit]
    assert whole.total == len(set(numbers(whole))) == len(whole.addresses) > 0
    assert page.total == (whole.total if offset + limit > len(whole.addresses) else None)


def test_a_label_longer_than_a_key_is_found_and_its_like_are_not(tmp_path: Path) -> None:
    longest = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    rows = [
        f'{n},"Flat {n}, The Old Telephone Exchange And Sorting Office, {longest} Road, Brackwater {n}"' for n in (1, 2)
    ]
    rows += [f'{n + 2},"The Old Telephone Exchange And Sorting Office, {longest} Road, Brackwater {n}"' for n in (1, 2)]
    (tmp_path / "long.csv").write_text("\n".join(["uprn,address", *rows]), encoding="utf-8")
    Gazetteer.build(tmp_path / "long.csv", tmp_path / "long.gazetteer")
    with Gazetteer.open(tmp_path / "long.gazetteer") as gazetteer:
        for row in rows:
            uprn, line = row.split(",", 1)
            found = numbers(gazetteer.find(AddressQuery(prefix=line.strip('"'))))
            assert found[0] == int(uprn)
            assert {n % 2 for n in found} == {int(uprn) % 2}


def test_a_street_comes_before_longer_names_wherever_it_is_and_before_a_range_its_numbers(tmp_path: Path) -> None:
    rows = [
        house(uprn="1", building_number="1", street_name="Mill Lane East", post_town="Ambleford"),
        house(uprn="2", building_number="1", street_name="Mill Lane", post_town="Zeal"),
        house(uprn="3", building_number="1-3", street_name="Mill Lane", post_town="Zeal"),
        house(uprn="4", building_number="10", street_name="Mill Lane", post_town="Ambleford"),
        house(uprn="5", building_number="2", street_name="Mill Lane", post_town="Ambleford"),
    ]
    Gazetteer.build(core_file(tmp_path, *rows), tmp_path / "addresses.gazetteer")
    with Gazetteer.open(tmp_path / "addresses.gazetteer") as gazetteer:
        assert numbers(gazetteer.find(AddressQuery(prefix="mill lane"))) == [5, 4, 2, 3, 1]
        assert numbers(gazetteer.find(AddressQuery(prefix="1 mill"))) == [2, 3, 1]
        assert numbers(gazetteer.find(AddressQuery(prefix="1"))) == [2, 3, 1, 4]


def test_an_address_is_found_by_its_other_wording(tmp_path: Path) -> None:
    kept = house(uprn="1", building_number="12", street_name="High Street", single_line_address="12 High Street")
    Gazetteer.build(core_file(tmp_path, kept), tmp_path / "addresses.gazetteer")
    with closing(sqlite3.connect(tmp_path / "addresses.gazetteer")) as connection, connection:
        row = connection.execute(f"SELECT {COLUMNS} FROM address").fetchone()  # noqa: S608 - made of constants
        wording = (1, "12 Stryd Fawr, Ambleford", None, "CYM")
        connection.execute("INSERT INTO wording VALUES (?, ?, ?, ?)", wording)
        both = with_wordings(address_from_row(row), [wording])
        connection.executemany("INSERT OR IGNORE INTO typed VALUES (?, ?)", typed_rows(both))
    with Gazetteer.open(tmp_path / "addresses.gazetteer") as gazetteer:
        for typed in (
            "12 stryd f",
            "stryd fawr",
            "12 high",
            "12 stryd fawr ambleford dt97 1aa",
            "stryd fawr 12",
            "dt97 1aa stryd",
        ):
            assert numbers(gazetteer.find(AddressQuery(prefix=typed))) == [1]
        for street in ("Stryd Fawr", "Stryd Fawr, Ambleford", "High St"):
            assert numbers(gazetteer.find(AddressQuery(street=street))) == [1]
        assert gazetteer.find(AddressQuery(street="Stryd Fawr, Zeal")).total == 0


def test_what_is_typed_and_is_not_there_finds_nothing(gazetteer: Gazetteer) -> None:
    for typed in ("zzz", "!", "99 tithebarn", "\U0010ffff", "' OR 1=1 --", "%"):
        page = gazetteer.find(AddressQuery(prefix=typed, limit=5))
        assert (page.addresses, page.total) == ((), 0)


@given(st.integers(0, 30), st.integers(1, 30))
def test_pages_of_what_is_typed_divide_the_whole(gazetteer: Gazetteer, offset: int, limit: int) -> None:
    whole = gazetteer.find(AddressQuery(prefix="tithe"))
    page = gazetteer.find(AddressQuery(prefix="tithe", offset=offset, limit=limit))
    assert page.addresses == whole.addresses[offset : offset + limit]
    assert whole.total == len(set(numbers(whole))) == len(whole.addresses)
    assert page.total in {None, whole.total}
