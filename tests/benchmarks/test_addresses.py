import csv
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.addresses import Property, Town, labelled_texts, towns
from benchmarks.addresses.__main__ import write_files
from benchmarks.addresses.fresh import FRESH_TELLING, FRESH_UNTELLING
from benchmarks.addresses.labelled import LabelledText
from benchmarks.addresses.manner import MANNERS
from benchmarks.addresses.telling import Said, Teller
from benchmarks.addresses.words import WORDINGS

from localgov_components.identifiers import Postcode, Uprn

SIZE = 12_000


@pytest.fixture(scope="module")
def made() -> list[Town]:
    return list(towns(SIZE))


def _town(*properties: Property) -> Teller:
    return Teller(Town("Ambleford", welsh=False, properties=properties))


def _property(uprn: int, premises: str, **parts: str) -> Property:
    """A property of Mill Lane: `flat/name/number`."""
    flat, name, number = premises.split("/")
    kind = parts.pop("kind", "RD04")
    usual = {"street": "Mill Lane", "locality": "", "postcode": "DT97 1AA"} | parts
    return Property(
        uprn,
        None,
        kind,
        "",
        flat,
        name,
        number,
        usual["street"],
        usual["locality"],
        "Ambleford",
        usual["postcode"],
        0,
        0,
    )


def test_the_same_seed_makes_the_same_gazetteer_and_another_another(made: list[Town]) -> None:
    assert list(towns(SIZE)) == made
    assert [town.properties for town in towns(SIZE, seed=1)] != [town.properties for town in made]


def test_a_larger_gazetteer_begins_with_the_towns_of_a_smaller_one(made: list[Town]) -> None:
    larger = list(towns(SIZE + 5_000))
    assert larger[0] == made[0]
    assert sum(len(town.properties) for town in larger) == SIZE + 5_000


def test_every_property_has_a_uprn_a_valid_postcode_and_a_line_of_its_own(made: list[Town]) -> None:
    properties = [each for town in made for each in town.properties]
    assert len(properties) == len({each.uprn for each in properties}) == len({each.line for each in properties}) == SIZE
    assert all(Uprn.is_valid(str(each.uprn)) for each in properties)
    assert all(str(Postcode.parse(postcode)) == postcode for postcode in {each.postcode for each in properties})


def test_a_parent_is_a_property_of_the_same_building(made: list[Town]) -> None:
    known = {each.uprn: each for town in made for each in town.properties}
    children = [each for each in known.values() if each.parent in known]
    assert len(children) > 500
    assert all(known[each.parent or 0].street == each.street for each in children)
    assert all(known[each.parent or 0].number == each.number for each in children)


def test_a_text_as_written_is_the_line_of_its_property(made: list[Town]) -> None:
    lines = {each.uprn: each.line for town in made for each in town.properties}
    written = [each for town in made for each in labelled_texts(town, 300) if each.fault == "as written"]
    assert len(written) > 10
    for each in written:
        assert _letters(each.text) == _letters(lines[each.uprn or 0])


def test_every_label_agrees_with_itself(made: list[Town]) -> None:
    texts = [each for town in made for each in labelled_texts(town, 500)]
    assert {each.outcome for each in texts} == {"matched", "ambiguous", "parent-only", "not-found"}
    for each in texts:
        assert (each.uprn is not None) == (each.outcome == "matched")
        assert (each.parent is not None) == (each.outcome == "parent-only")
        assert each.outcome != "ambiguous" or len(each.possible) > 1


def test_no_two_texts_mean_the_same_property(made: list[Town]) -> None:
    meant = Counter(each.uprn for town in made for each in labelled_texts(town, 500) if each.uprn)
    assert max(meant.values()) == 1


@pytest.fixture(scope="module")
def fresh() -> list[LabelledText]:
    """Texts of an English town and a Welsh one."""
    some = list(towns(60_000))
    both = [next(town for town in some if town.welsh is welsh) for welsh in (False, True)]
    return [each for town in both for each in labelled_texts(town, 1_500, manner=MANNERS["fresh"])]


def test_each_fresh_class_says_what_is_wrong_and_has_texts(fresh: list[LabelledText]) -> None:
    classes = {**FRESH_TELLING, **FRESH_UNTELLING}
    assert {each.fault for each in fresh} == set(classes)
    assert len(classes) > 60
    assert all(len(str(fault.__doc__)) > 10 for _, fault in classes.values())


def test_a_fresh_text_means_one_property_just_where_its_class_leaves_one(fresh: list[LabelledText]) -> None:
    assert {each.fault for each in fresh if each.uprn is not None} == set(FRESH_TELLING)
    assert {each.fault for each in fresh if each.uprn is None} == set(FRESH_UNTELLING)


def test_fresh_texts_are_the_same_each_time(made: list[Town]) -> None:
    texts = [list(labelled_texts(made[0], 100, manner=MANNERS["fresh"])) for _ in range(2)]
    assert texts[0] == texts[1]
    assert texts[0] != list(labelled_texts(made[0], 100))


@pytest.mark.parametrize("part", ["fronts", "afters", "beside", "counties"])
def test_no_wording_shares_a_text_with_another(part: str) -> None:
    texts = [text for wording in WORDINGS.values() for text in getattr(wording, part)]
    assert len(texts) == len(set(texts))


def test_files_have_the_truth_and_lack_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("made")
    write_files(folder, size=3_000, texts=300)
    read = {name: _rows(folder / f"{name}.csv") for name in ("gazetteer", "without_truth", "typed")}
    meant = {row["uprn"] for row in read["typed"]} - {""}
    assert len(meant) > 200
    assert meant <= {row["uprn"] for row in read["gazetteer"]}
    assert meant.isdisjoint(row["uprn"] for row in read["without_truth"])
    assert len(read["without_truth"]) == 3_000 - len(meant)


def test_a_suffix_and_a_lettered_flat_are_told_as_one() -> None:
    town = _town(_property(1, "Flat A//12"), _property(2, "Flat B//12"))
    assert town.tell(Said(number="12A", street="Mill Lane")).uprn == 1
    assert town.tell(Said(number="12", street="Mill Lane")).outcome == "ambiguous"


def test_a_suffix_is_not_told_where_both_readings_exist() -> None:
    town = _town(_property(1, "Flat A//12"), _property(2, "//12A"))
    assert town.tell(Said(number="12A", street="Mill Lane")).outcome == "ambiguous"


def test_a_number_of_a_range_is_told_only_where_nothing_has_the_number_itself() -> None:
    ranged = _property(1, "//12-14")
    assert _town(ranged).tell(Said(number="14", street="Mill Lane")).uprn == 1
    assert _town(ranged, _property(2, "//14")).tell(Said(number="14", street="Mill Lane")).uprn == 2
    assert _town(ranged).tell(Said(number="13", street="Mill Lane")).outcome == "not-found"


def test_a_building_that_holds_flats_is_told_as_their_parent() -> None:
    shell = _property(1, "/Larchfield Court/", kind="PP")
    flat = Property(2, 1, "RD06", "", "Flat 1", "Larchfield Court", "", "Mill Lane", "", "Ambleford", "DT97 1AA", 0, 0)
    town = _town(shell, flat)
    assert town.tell(Said(name="Larchfield Court", street="Mill Lane")).parent == 1
    assert town.tell(Said(flat="Flat 9", name="Larchfield Court", street="Mill Lane")).outcome == "parent-only"
    assert town.tell(Said(flat="Flat 1", name="Larchfield Court")).uprn == 2


def test_a_wrong_postcode_that_fits_the_same_number_elsewhere_is_ambiguous() -> None:
    town = _town(_property(1, "//12"), _property(2, "//12", locality="Newtown", postcode="DT97 2BB"))
    doubted = frozenset({"postcode"})
    said = Said(number="12", street="Mill Lane", locality="Newtown", postcode="DT97 1AA", doubted=doubted)
    assert town.tell(said).outcome == "ambiguous"
    assert (
        town.tell(Said(number="12", street="Mill Lane", locality="Newtown", postcode="DT97 9ZZ", doubted=doubted)).uprn
        == 2
    )


def test_a_terrace_number_is_not_a_street_number() -> None:
    town = _town(_property(1, "3/Albert Cottages/"), _property(2, "//3"))
    assert town.tell(Said(number="3", street="Mill Lane")).uprn == 2
    assert town.tell(Said(flat="3", name="Albert Cottages", street="Mill Lane")).uprn == 1


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _letters(text: str) -> str:
    return "".join(each for each in text.lower() if each.isalnum())
