import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address import IrishGridReference, is_northern_ireland
from localgov_components.address.grid.ireland import is_in_ireland
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode


@pytest.mark.parametrize(
    ("text", "written", "easting", "northing"),
    [
        ("j338744", "J 338 744", 333800, 374400),
        ("J 33 74", "J 33 74", 333000, 374000),
        ("V 00000 00000", "V 00000 00000", 0, 0),
        ("A99", "A 9 9", 90000, 490000),
        ("Z 12345 67890", "Z 12345 67890", 412345, 67890),
    ],
)
def test_an_irish_reference_is_kept_with_its_metres(text: str, written: str, easting: int, northing: int) -> None:
    read = IrishGridReference.parse(text)
    assert (str(read), read.easting, read.northing) == (written, easting, northing)


@pytest.mark.parametrize("text", ["", "J", "J 3387 44", "I 338 744", "TQ 301 803", "J 338 74", "J" + "1" * 12])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        IrishGridReference.parse(text)
    assert refused.value.code == "grid-reference.irish-form"


@given(st.from_regex(r"[A-HJ-Z]([0-9]{2}){1,5}", fullmatch=True))
def test_what_is_written_is_read_back(text: str) -> None:
    read = IrishGridReference.parse(text)
    assert IrishGridReference.parse(str(read)) == read
    assert str(read).replace(" ", "") == text


@pytest.mark.parametrize(("postcode", "there"), [("BT1 5GS", True), ("BT94 5AA", True), ("B1 1AA", False)])
def test_northern_ireland_s_postcodes_are_those_of_bt(postcode: str, *, there: bool) -> None:
    assert is_northern_ireland(Postcode.parse(postcode)) is there


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Belfast", 54.597, -5.930),
        ("Derry", 54.996, -7.309),
        ("Rathlin, east light", 55.302, -6.171),
        ("Torr Head", 55.198, -6.061),
        ("The Maidens", 54.931, -5.729),
        ("Mew Island", 54.699, -5.523),
        ("Burr Point", 54.490, -5.430),
        ("Saint John's Point", 54.227, -5.658),
        ("Malin Head", 55.385, -7.374),
        ("Inishtrahull", 55.431, -7.243),
        ("Dublin", 53.350, -6.260),
        ("Lambay", 53.490, -6.010),
        ("Wicklow Head", 52.965, -5.998),
        ("Tuskar Rock", 52.203, -6.207),
        ("Cork", 51.898, -8.476),
    ],
)
def test_places_in_ireland_are_in_ireland(place: str, latitude: float, longitude: float) -> None:
    assert is_in_ireland(latitude, longitude), place


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Mull of Kintyre", 55.297, -5.803),
        ("Sanda", 55.279, -5.583),
        ("Mull of Oa, Islay", 55.590, -6.330),
        ("Rinns of Islay", 55.673, -6.513),
        ("Dubh Artach", 56.133, -6.633),
        ("Corsewall Point", 55.007, -5.159),
        ("Portpatrick", 54.842, -5.116),
        ("Mull of Galloway", 54.635, -4.857),
        ("Ailsa Craig", 55.252, -5.117),
        ("Calf of Man", 54.053, -4.830),
        ("Skerries, Anglesey", 53.421, -4.608),
        ("Bardsey", 52.750, -4.800),
        ("The Smalls", 51.721, -5.670),
        ("Lundy", 51.180, -4.670),
        ("Hugh Town", 49.915, -6.315),
        ("Bishop Rock", 49.873, -6.446),
        ("Saint Kilda", 57.814, -8.579),
        ("Stornoway", 58.209, -6.387),
    ],
)
def test_places_in_great_britain_are_not(place: str, latitude: float, longitude: float) -> None:
    assert not is_in_ireland(latitude, longitude), place
