"""Calendar files that are whole, and every way in which one is not."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.calendars import BankHolidays, Division
from localgov_components.calendars.calendar_file import FORMAT, read_calendar, write_calendar
from localgov_components.core.errors import DefinitionError

Table = dict[str, Any]
OURS: Table = json.loads(write_calendar(BankHolidays.load().days, BankHolidays.load().provenance))
OFFICIAL: Table = {
    name: {"division": name, "events": [{**event, "bunting": True} for event in table["events"]]}
    for name, table in OURS["divisions"].items()
}


def read(table: object) -> BankHolidays:
    return BankHolidays(*read_calendar(json.dumps(table).encode(), "holidays.json"))


def faults(content: bytes) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_calendar(content, "holidays.json")
    return [str(fault) for fault in caught.value.faults]


def changed(change: Callable[[Table], object]) -> list[str]:
    table = copy.deepcopy(OFFICIAL)
    change(table)
    return faults(json.dumps(table).encode())


def scotland(table: Table) -> list[Table]:
    events: list[Table] = table["scotland"]["events"]
    return events


def test_the_official_form_and_ours_give_the_same_days() -> None:
    assert read(OFFICIAL).days == read(OURS).days == BankHolidays.load().days


def test_what_is_written_is_read_back_and_written_alike() -> None:
    content = write_calendar(BankHolidays.load().days, BankHolidays.load().provenance)
    assert write_calendar(*read_calendar(content, "again.json")) == content
    assert content.endswith(b"}\n")


def test_keys_that_are_not_known_are_passed_over() -> None:
    table = copy.deepcopy(OFFICIAL)
    scotland(table)[0]["colour"] = ["blue"]
    table["scotland"]["updated"] = "2026-11-01"
    assert read(table).days == BankHolidays.load().days


def test_straight_quotation_marks_are_the_same_name() -> None:
    table = json.loads(json.dumps(OFFICIAL).replace("\\u2019", "'"))
    assert "'" in json.dumps(table)
    assert read(table).days == BankHolidays.load().days


def test_notes_and_the_divisions_own_name_may_be_left_out() -> None:
    table = copy.deepcopy(OFFICIAL)
    for each in table.values():
        del each["division"]
        for event in each["events"]:
            del event["notes"]
    assert len(read(table).days) == len(BankHolidays.load().days)


def test_a_mark_at_the_beginning_of_the_file_is_no_fault() -> None:
    assert read_calendar(b"\xef\xbb\xbf" + json.dumps(OFFICIAL).encode(), "holidays.json")[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.pop("scotland"), "column scotland: this division is missing"),
        (lambda table: table.update(wales=table["scotland"]), "column wales: not a division"),
        (lambda table: table["scotland"].update(division="northern-ireland"), "column scotland: the events under"),
        (lambda table: table["scotland"].update(events=[]), "column scotland: this division has no list"),
        (lambda table: table["scotland"].update(events={}), "column scotland: this division has no list"),
        (lambda table: table.update(scotland=None), "column scotland: this division has no list"),
        (lambda table: scotland(table)[3].pop("date"), "scotland, event 4: what is given is no date"),
        (lambda table: scotland(table)[3].update(date="2012-02-30"), "event 4: '2012-02-30' is no date"),
        (lambda table: scotland(table)[3].update(date="20120507"), "event 4: '20120507' is no date"),
        (lambda table: scotland(table)[3].update(date="2012-W19-1"), "event 4: '2012-W19-1' is no date"),
        (lambda table: scotland(table)[3].update(date=20120507), "event 4: what is given is no date"),
        (lambda table: scotland(table)[3].update(date="2012-05-05"), "2012-05-05 is a Saturday or Sunday"),
        (lambda table: scotland(table)[3].update(date="1212-05-07"), "1212-05-07 cannot be right"),
        (lambda table: scotland(table)[3].update(title=" "), "event 4: the title is missing"),
        (lambda table: scotland(table)[3].update(title="x" * 500), "event 4: the title is missing"),
        (lambda table: scotland(table)[3].update(title="New\x00Year"), "event 4: the title is missing"),
        (lambda table: scotland(table)[3].update(notes=7), "event 4: the notes are not a short text"),
        (lambda table: table["scotland"]["events"].insert(3, "2012-05-07"), "event 4: not an object"),
        (lambda table: scotland(table).insert(4, scotland(table)[3]), "event 5: 2012-05-07 is given twice"),
        (lambda table: scotland(table).append(scotland(table).pop(3)), "the events are out of order"),
        (lambda table: scotland(table).reverse(), "the events are out of order"),
        (
            lambda table: table["scotland"].update(events=[e for e in scotland(table) if e["date"][:4] != "2020"]),
            "column scotland: only 0 bank holidays in 2020, at least 8 are expected",
        ),
    ],
    ids=range(22),
)
def test_a_file_that_is_wrong_is_refused_and_says_where(change: Callable[[Table], object], said: str) -> None:
    assert [fault for fault in changed(change) if said in fault] != []


def test_every_fault_is_listed() -> None:
    def spoil(table: Table) -> None:
        scotland(table)[0]["date"] = "yesterday"
        scotland(table)[9]["title"] = ""
        table["northern-ireland"]["events"][0]["date"] = "2012-13-01"

    assert [fault.split(": ")[0] for fault in changed(spoil)] == [
        "holidays.json, column scotland, event 1",
        "holidays.json, column scotland, event 10",
        "holidays.json, column northern-ireland, event 1",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is no JSON in it"),
        (b"[]", "not a calendar"),
        (b"null", "not a calendar"),
        (b'"scotland"', "not a calendar"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "lists and objects within each other"),
        (b"1" * 10_000, "a number of more than"),
        (b'{"scotland": 1, "scotland": 2}', "the key 'scotland' is given twice"),
        (b" " * 4_000_001, "more than 4,000,000 bytes"),
        (b'{"format": 2}', "made for format 2; this version reads 1: update localgov-components"),
        (b'{"format": 0}', "there is no such format"),
        (b'{"format": true}', "there is no such format"),
        (b'{"format": "1"}', "there is no such format"),
        (b'{"format": 1}', "column divisions: this object is missing or empty"),
        (b'{"format": 1, "divisions": [], "manifest": []}', "column manifest: this object is missing or empty"),
    ],
    ids=range(15),
)
def test_what_is_no_calendar_is_refused(content: bytes, said: str) -> None:
    assert said in " ".join(faults(content))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_as_a_file(text: str) -> None:
    assert faults(text.encode("utf-8", errors="surrogatepass"))


@pytest.mark.parametrize("kept", [1, 100, 20_000, 40_000, -3])
def test_a_file_that_is_cut_short_says_on_which_line(kept: int) -> None:
    content = write_calendar(BankHolidays.load().days, BankHolidays.load().provenance)[:kept]
    (fault,) = faults(content)
    assert fault.startswith("holidays.json, line ")


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table["divisions"]["scotland"]["events"].pop(5),
        lambda table: table["divisions"]["scotland"]["events"][5].update(title="Another name"),
        lambda table: table["manifest"].update(rows=471),
        lambda table: table["manifest"].update(sha256="0" * 64),
    ],
    ids=["a day less", "another name", "another number", "another seal"],
)
def test_our_own_file_changed_by_hand_is_noticed(change: Callable[[Table], object]) -> None:
    table = copy.deepcopy(OURS)
    change(table)
    assert "the days are not those that were sealed" in " ".join(faults(json.dumps(table).encode()))


@pytest.mark.parametrize("key", ["source", "licence", "attribution"])
def test_our_own_file_must_say_where_it_comes_from(key: str) -> None:
    table = copy.deepcopy(OURS)
    table["manifest"][key] = ""
    assert faults(json.dumps(table).encode()) == [f"holidays.json, column manifest.{key}: this text is missing"]


def test_a_day_of_retrieval_that_is_none_is_refused() -> None:
    table = copy.deepcopy(OURS)
    table["manifest"]["retrieved"] = "yesterday"
    assert "column manifest.retrieved" in " ".join(faults(json.dumps(table).encode()))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {}, optional={**{division.value: JSON for division in Division}, "format": JSON, "divisions": JSON}
    )
)
def test_any_json_is_a_calendar_or_a_list_of_faults(table: Table) -> None:
    assert faults(json.dumps(table).encode())


def test_a_newer_format_than_any_is_told_from_a_damaged_one() -> None:
    assert "update" in faults(json.dumps({**OURS, "format": FORMAT + 1}).encode())[0]


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        BankHolidays.load(tmp_path / "none.json")


def test_an_empty_manifest_does_not_undo_the_seal() -> None:
    table = copy.deepcopy(OURS)
    table["manifest"] = {}
    del table["divisions"]["scotland"]["events"][50]
    assert faults(json.dumps(table).encode()) == ["holidays.json, column manifest: this object is missing or empty"]
