from pathlib import Path

import pytest
from tests.address.sources.reads import addresses, read, refusal, written

from localgov_components.address import PlainAddresses


@pytest.mark.parametrize(
    "heading", ["uprn,address", "UPRN No.,Full Address", "Unique_Property_Reference_Number,SiteAddress"]
)
def test_a_uprn_and_an_address_are_enough(tmp_path: Path, heading: str) -> None:
    ((line, address),) = addresses(PlainAddresses(written(tmp_path, f'{heading}\n000123,"1 Mill Lane, dt97 1af"\n')))
    assert (line, str(address.uprn), address.single_line_address) == (2, "123", "1 Mill Lane, dt97 1af")
    assert str(address.postcode) == "DT97 1AF"


def test_a_postcode_of_its_own_column_goes_before_one_in_the_address(tmp_path: Path) -> None:
    text = 'uprn,address,Post Code\n1,"1 Mill Lane, DT97 1AF",DT97 1AA\n2,"2 Mill Lane, DT97 1AF",\n'
    assert [str(address.postcode) for _, address in addresses(PlainAddresses(written(tmp_path, text)))] == [
        "DT97 1AA",
        "DT97 1AF",
    ]


def test_an_address_in_several_columns_is_joined_in_their_order(tmp_path: Path) -> None:
    text = "Address 2,UPRN,Address 1,Address 10\nAmbleford,1,1 Mill Lane,Dorsetshire\n,2,Barn End,\n"
    assert [address.single_line_address for _, address in addresses(PlainAddresses(written(tmp_path, text)))] == [
        "1 Mill Lane, Ambleford, Dorsetshire",
        "Barn End",
    ]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ("12 Mill Lane,Old Quay,Ambleford,", "12 Mill Lane, Old Quay, Ambleford"),
        ('"12 Mill Lane, Ambleford",,AMBLEFORD,', "12 Mill Lane, Ambleford"),
        ('"12 Mill Lane, Old Quay",Old Quay,Ambleford,', "12 Mill Lane, Old Quay, Ambleford"),
        ("12 Mill Lane Ambleford DT97 1AA,,Ambleford,DT97 1AA", "12 Mill Lane Ambleford DT97 1AA"),
        ("12 Mill Lane Ambleford DT97 1AA,,Ambleford,", "12 Mill Lane Ambleford DT97 1AA"),
        ("12 Mill Lane Ambleford DT97 1AA,,Ambleford,dt971aa", "12 Mill Lane Ambleford DT97 1AA"),
        ("12 Mill Lane Ambleford dt971aa,,Ambleford,DT97 1AA", "12 Mill Lane Ambleford dt971aa"),
        ("12 Ambleford Road,,Ambleford,DT97 1AA", "12 Ambleford Road, Ambleford"),
        ("12 Mill Lane,Ambleford,Ambleford,", "12 Mill Lane, Ambleford"),
        ("12 Mill Lane,NULL,-,", "12 Mill Lane"),
    ],
)
def test_a_locality_and_a_town_follow_an_address_that_does_not_say_them(tmp_path: Path, cells: str, line: str) -> None:
    path = written(tmp_path, f"uprn,address,locality,town,postcode\n1,{cells}\n")
    ((_, address),) = addresses(PlainAddresses(path))
    assert (address.single_line_address, address.town_name, address.locality) == (line, None, None)


def test_of_two_towns_none_is_chosen_and_the_address_is_left_as_it_is(tmp_path: Path) -> None:
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, "uprn,address,town,Town\n1,Barn End,a,b\n")))
    assert address.single_line_address == "Barn End"


def test_a_place_alone_is_no_address(tmp_path: Path) -> None:
    _, rejects = read(PlainAddresses(written(tmp_path, "uprn,address,town\n1,,Ambleford\n2,Barn End,\n")))
    assert [(reject.line, reject.column) for reject in rejects] == [(2, "single_line_address")]


def test_a_town_in_a_column_of_its_own_follows_the_columns_of_the_address(tmp_path: Path) -> None:
    text = "uprn,Post Town,address 2,address 1,Locality,County\n1,Ambleford,12 Mill Lane,Flat 2,Old Quay,Ambleshire\n"
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, text)))
    assert address.single_line_address == "Flat 2, 12 Mill Lane, Old Quay, Ambleford"


def test_coordinates_and_streets_are_taken_where_they_are_headed_so(tmp_path: Path) -> None:
    text = "uprn,address,X Coordinate,Y Coordinate,usrn,colour\n1,Barn End,333000.5,81000,99000001,red\n"
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, text)))
    assert (address.easting, address.northing, address.usrn) == (333000.5, 81000, "99000001")


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Key,Where,Address,Code\n1,Barn End,not this,DT97 1AA\n")
    ((_, address),) = addresses(PlainAddresses(path, uprn="key", address="WHERE", postcode="code"))
    assert (address.single_line_address, str(address.postcode)) == ("Barn End", "DT97 1AA")


@pytest.mark.parametrize(
    ("text", "column"),
    [("address,postcode\na,b\n", "uprn"), ("uprn,postcode\n1,b\n", "address")],
)
def test_a_missing_column_refuses_the_file_and_says_how_it_may_be_headed(
    tmp_path: Path, text: str, column: str
) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, text)))
    assert (fault.line, fault.column) == (1, column)
    assert f"headed: {column}" in fault.message
    assert f"name the column that has it with --{column}-column" in fault.message


def test_columns_that_are_missing_are_told_together(tmp_path: Path) -> None:
    faults = refusal(PlainAddresses(written(tmp_path, "1,Barn End\n")))
    assert [(fault.line, fault.column) for fault in faults] == [(1, "uprn"), (1, "address")]


def test_a_title_above_columns_that_are_named_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "Our list\nProperty,Where\n1,2 Mill Lane\n")
    (fault,) = refusal(PlainAddresses(path, uprn="Property", address="Where"))
    assert fault.message == "the headings seem to be on line 2. Delete what stands above them"


def test_columns_that_are_looked_for_tell_what_divides(tmp_path: Path) -> None:
    path = written(tmp_path, "UPRN;Address, in one line, with town\n1;2 Mill Lane\n")
    ((_, found),) = addresses(PlainAddresses(path, address="Address, in one line, with town"))
    assert found.single_line_address == "2 Mill Lane"


def test_headings_that_are_not_csv_are_told(tmp_path: Path) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, '\nuprn,"address\n1,2 Mill Lane\n')))
    assert (fault.line, fault.message[:24]) == (2, "not CSV. Look for a quot")


def test_a_column_that_was_named_and_is_not_there_refuses_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "uprn,address\n1,a\n")
    for source in (
        PlainAddresses(path, uprn="Location"),
        PlainAddresses(path, address="Location"),
        PlainAddresses(path, postcode="Location"),
    ):
        (fault,) = refusal(source)
        assert (fault.line, fault.column) == (1, "Location")
        assert "no column is headed so" in fault.message


@pytest.mark.parametrize(
    ("headings", "column"),
    [
        ("UPRN,Address,uprn", "UPRN"),
        ("UPRN,Address,ADDRESS", "Address"),
        ("UPRN,Address 1,address_1", "Address 1"),
        ("UPRN,Address,Postcode,Post Code", "Postcode"),
        ("UPRN,Address,X,x", "X"),
    ],
)
def test_of_two_columns_with_one_heading_none_is_chosen(tmp_path: Path, headings: str, column: str) -> None:
    cells = ",".join("1" * len(headings.split(",")))
    (fault,) = refusal(PlainAddresses(written(tmp_path, f"{headings}\n{cells}\n")))
    assert (fault.line, fault.column) == (1, column)
    assert fault.message.startswith("2 columns are headed so")


def test_two_columns_that_are_not_read_may_have_one_heading(tmp_path: Path) -> None:
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, "uprn,note,address,note,\n1,x,Barn End,y,z\n")))
    assert address.single_line_address == "Barn End"


def test_cells_that_excel_leaves_out_at_the_end_of_a_row_are_empty(tmp_path: Path) -> None:
    text = "uprn,address,postcode,note\n1,Barn End,DT97 1AA,,,\n2,Mill End\n3,Tithe End,DT97 1AB\n4\n"
    (batch,), rejects = read(PlainAddresses(written(tmp_path, text)))
    assert [(line, str(address.postcode or "")) for line, address in batch.addresses] == [
        (2, "DT97 1AA"),
        (3, ""),
        (4, "DT97 1AB"),
    ]
    assert [(reject.line, reject.column) for reject in rejects] == [(5, "single_line_address")]


@pytest.mark.parametrize("nothing", ["NULL", "(null)", " None ", "NaN", "N/A", "#N/A", "-", ""])
def test_what_is_written_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    text = (
        f"uprn,address 1,address 2,postcode,easting,northing\n1,2 Mill Lane,{nothing},{nothing},{nothing},{nothing}\n"
    )
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, text)))
    assert (address.single_line_address, address.postcode, address.easting) == ("2 Mill Lane", None, None)


def test_a_word_for_nothing_within_an_address_is_a_word(tmp_path: Path) -> None:
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, "uprn,address\n1,None Such House\n")))
    assert address.single_line_address == "None Such House"


def test_a_short_last_line_without_its_end_was_cut(tmp_path: Path) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, "uprn,address,postcode\n1,Barn End,DT97 1AA\n2,Mill E")))
    assert (fault.line, "cut short" in fault.message) == (3, True)


def test_rows_without_uprn_address_or_a_sound_postcode_are_rejected(tmp_path: Path) -> None:
    text = "uprn,address,postcode,x,y\n,a,,,\n1,,,,\n2,b,nowhere,,\n3,c,,1,\n4,d,,9999999,1\n5,e,,,\n"
    _, rejects = read(PlainAddresses(written(tmp_path, text)))
    assert [(reject.line, reject.column) for reject in rejects] == [
        (2, "uprn"),
        (3, "single_line_address"),
        (4, "postcode"),
        (5, None),
        (6, "easting"),
    ]
