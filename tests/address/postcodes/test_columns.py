import pytest
from tests.address.postcodes.directories import HEADINGS

from localgov_components.address.postcodes.columns import columns_of, missing_columns

WANTED = ("postcode", "district", "easting", "northing", "quality", "user_type", "introduced", "terminated")


@pytest.mark.parametrize("release", HEADINGS)
@pytest.mark.parametrize("change", [str, str.upper, " {} ".format])
def test_the_columns_of_each_release_are_known(release: str, change: type[str]) -> None:
    headings = [change(heading) for heading in HEADINGS[release].split(",")]
    found = columns_of(headings, WANTED)
    assert set(found) == set(WANTED)
    assert headings[found["postcode"]].strip().lower() == "pcds"
    assert headings[found["district"]].strip().lower() in {"oslaua", "lad25cd"}


@pytest.mark.parametrize(
    ("headings", "newest"),
    [(["lad21cd", "lad25cd", "lad24cd"], 1), (["lad91cd", "lad11cd"], 1), (["laua", "lad23cd"], 1), (["lad"], 0)],
)
def test_of_several_years_the_newest_is_taken(headings: list[str], newest: int) -> None:
    assert columns_of(headings, ["district"]) == {"district": newest}


@pytest.mark.parametrize("heading", ["lad25nm", "lads", "ladder", "xlad25cd", "wd25cd", "pcd9", "east", "lad2025cd"])
def test_a_heading_that_only_looks_alike_is_none_of_them(heading: str) -> None:
    assert columns_of([heading], WANTED) == {}


def test_a_missing_column_is_named_as_it_is_now() -> None:
    assert missing_columns({"postcode": 0}, ["postcode", "district", "quality"]) == ["lad25cd", "gridind"]
