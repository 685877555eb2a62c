from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.address.core_files import core_file, house
from tests.address.gazetteer.contents import contents

from localgov_components.address import Gazetteer

Rows = dict[str, dict[str, str]]

NAMES = ("Quay", "Quay Street", "Mill Lane", "Tithebarn Street", "Forge")
"""Few, so that a name is now a street's, now a building's, now a place's, and now nobody's."""

HOUSES = st.fixed_dictionaries(
    {
        "building_number": st.sampled_from(["", "12", "14A", "2-4"]),
        "building_name": st.sampled_from(["", *NAMES]),
        "organisation": st.sampled_from(["", "", *NAMES]),
        "street_name": st.sampled_from(["", *NAMES]),
        "town_name": st.sampled_from(["", *NAMES]),
        "post_town": st.sampled_from(["", "", "Ambleford"]),
        "postcode": st.sampled_from(["", "DT97 1AA", "DT97 1AF"]),
        "single_line_address": st.sampled_from(["Quay House, Quay Street", "1 Forge, Quay"]),
    }
)
TOWNS = st.dictionaries(st.sampled_from([str(number) for number in range(1, 8)]), HOUSES, max_size=6)


STREET = {"building_number": "1", "street_name": "Quay", "post_town": "Ambleford"}
LANE = {"building_number": "1", "street_name": "Mill Lane", "post_town": "Quay"}
BARN = {"building_number": "", "building_name": "Barn", "street_name": "", "post_town": "Quay"}


def rows_of(town: Rows, **more: str) -> list[dict[str, str]]:
    return [house(uprn=uprn, **row, **more) for uprn, row in town.items()] or [house(uprn="99")]


def assert_as_anew(folder: Path, before: Rows, after: Rows) -> None:
    target, anew = folder / "a.gazetteer", folder / "b.gazetteer"
    Gazetteer.build(core_file(folder, *rows_of(before), house(uprn="99")), target, most_rejected=1)
    gone = [{"uprn": uprn, "change_code": "D"} for uprn in before if uprn not in after]
    Gazetteer.update(core_file(folder, *rows_of(after, change_code="U"), *gone), target, most_rejected=1)
    Gazetteer.build(core_file(folder, *rows_of(after), house(uprn="99")), anew, most_rejected=1)
    assert contents(target) == contents(anew)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(before=TOWNS, after=TOWNS)
def test_an_index_brought_up_to_date_is_one_made_anew(before: Rows, after: Rows) -> None:
    with TemporaryDirectory() as folder:
        assert_as_anew(Path(folder), before, after)


def test_a_name_that_no_street_has_any_more_stays_where_a_place_has_it(tmp_path: Path) -> None:
    assert_as_anew(tmp_path, {"1": STREET, "2": LANE}, {"1": STREET | {"street_name": "Forge"}, "2": LANE})
    assert_as_anew(tmp_path, {"1": STREET, "2": BARN}, {"2": BARN})
    assert_as_anew(tmp_path, {"1": STREET, "2": LANE}, {"1": STREET})


def test_a_name_that_no_place_has_any_more_stays_where_a_street_has_it(tmp_path: Path) -> None:
    assert_as_anew(tmp_path, {"1": BARN}, {"1": STREET})
    assert_as_anew(tmp_path, {"1": BARN, "2": STREET}, {"1": BARN | {"post_town": "Ambleford"}, "2": STREET})
    assert_as_anew(tmp_path, {"1": LANE, "2": STREET}, {"2": STREET})


def test_a_place_where_no_street_is_stays_as_long_as_an_address_is_there(tmp_path: Path) -> None:
    assert_as_anew(tmp_path, {"1": BARN, "2": LANE}, {"1": BARN})
    assert_as_anew(tmp_path, {"1": BARN, "2": BARN}, {"1": BARN | {"post_town": "Ambleford"}})
