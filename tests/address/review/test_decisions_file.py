from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from localgov_components.address.review import (
    AddressDecision,
    Verdict,
    append_decisions,
    count_overtaken,
    folded_address,
    read_decisions,
)
from localgov_components.core import ConflictError, DefinitionError

from .held import DECISIONS, holding
from .town import FLAT_1, FLAT_2, TWELVE, decision

LINE = "address,postcode,decision,uprn,role,on,epoch,note\n"
FIRST = decision("12 Mill Lane, Ambleford", TWELVE, postcode="DT97 1AF")
TAKEN_LATE = [FIRST, replace(FIRST, uprn=FLAT_1, on=FIRST.on - timedelta(days=1)), FIRST]


@settings(max_examples=10)  # each writes to the disk twice
@given(st.lists(DECISIONS, max_size=8), st.integers(0, 8))
@example(TAKEN_LATE, 3)
def test_what_was_added_holds_when_it_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[AddressDecision], first: int
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "decisions.csv"
    added = append_decisions(path, decisions[:first]) + append_decisions(path, decisions[first:])
    read = read_decisions(path) if decisions else ()
    assert holding(read) == holding(decisions)
    assert len(read) == added


@pytest.mark.parametrize("note", ["=1+1", "'=1+1", "''+x", "-5", "'quoted'", 'a "b", c'])
def test_a_note_is_kept_and_not_run(tmp_path: Path, note: str) -> None:
    path = tmp_path / "decisions.csv"
    append_decisions(path, [replace(FIRST, note=note)])
    assert read_decisions(path)[0].note == note
    assert ",=" not in path.read_text(encoding="utf-8")


def test_what_is_there_stays_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    before = (
        b"\xef\xbb\xbf"
        + LINE.encode()
        + b"12 Mill Rd DT97 1AF,,accepted,0999900105162,Officer,2026-01-02,,\r\nx,,alias,7,R,2026-01-02,,"
    )
    path.write_bytes(before)
    assert append_decisions(path, [FIRST]) == 1
    assert path.read_bytes().startswith(before + b"\n")
    first, _, last = read_decisions(path)
    assert (first.key.postcode, first.uprn, last) == ("DT97 1AF", TWELVE, FIRST)


def test_a_decision_that_holds_already_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    assert append_decisions(path, [FIRST, FIRST]) == 1
    assert append_decisions(path, [replace(FIRST, on=date(2026, 12, 1))]) == 0
    assert append_decisions(path, [replace(FIRST, uprn=FLAT_1), FIRST]) == 2
    assert append_decisions(path, [replace(FIRST, verdict=Verdict.REJECTED), FIRST]) == 2


def test_a_decision_confirmed_by_another_epoch_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    later = replace(FIRST, epoch="121")
    assert append_decisions(path, [FIRST, later]) == 2
    assert append_decisions(path, [FIRST, later]) == 0
    assert [each.epoch for each in read_decisions(path)] == [FIRST.epoch, "121"]


def test_a_decision_of_an_earlier_day_is_written_once_and_overtakes_none_of_a_later(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    early = replace(FIRST, uprn=FLAT_1, on=FIRST.on - timedelta(days=1))
    assert append_decisions(path, [FIRST]) == 1
    assert append_decisions(path, [early, early]) == 1
    assert append_decisions(path, [early]) == 0
    assert [each.uprn for each in read_decisions(path)] == [FIRST.uprn, FLAT_1]
    assert append_decisions(path, [FIRST]) == 0
    assert count_overtaken(path, [early, FIRST]) == 1
    assert count_overtaken(path, [replace(FIRST, on=early.on)]) == 0  # what holds says the same
    assert append_decisions(path, [replace(early, on=FIRST.on)]) == 1


def test_every_mistake_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        LINE + ",zz,yes,1.00023E+11,,1/2/2026,,\nMILL LANE,,accepted,12,Officer,2026-01-02,,\n", encoding="utf-8"
    )
    with pytest.raises(DefinitionError) as error:
        read_decisions(path)
    assert [(each.line, each.column) for each in error.value.faults] == [
        (2, "address"), (2, "postcode"), (2, "uprn"), (2, "on"), (2, "decision"), (2, "role"),
    ]  # fmt: skip
    before = path.read_bytes()
    with pytest.raises(DefinitionError):
        append_decisions(path, [FIRST])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.csv"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not the headings"),
        (b"uprn,address\n1,x\n", "not the headings"),
        (LINE.replace(",", ";").encode(), "divided by semicolons"),
        (LINE.encode() + b"caf\xe9,,accepted,1,R,2026-01-02,,\n", "not UTF-8"),
        (LINE.encode("utf-16"), "UTF-16"),
        (LINE.encode() + b'x,,accepted,1,R,2026-01-02,,"', "not CSV"),
        (LINE.encode() + b"x,,accepted\n", "3 cells where the first row has 8"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(content)
    with pytest.raises(DefinitionError, match=says):
        read_decisions(path)


def test_two_programs_do_not_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    (tmp_path / ".decisions.csv.lock").touch()
    with pytest.raises(ConflictError) as error:
        append_decisions(path, [FIRST])
    assert error.value.code == "decision.locked"
    assert not path.exists()


def test_an_empty_list_makes_no_file(tmp_path: Path) -> None:
    assert append_decisions(tmp_path / "decisions.csv", []) == 0
    assert not list(tmp_path.iterdir())


def test_a_decision_about_another_property_is_another(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    text, postcode = folded_address("10 Mill Lane")
    both = [
        replace(FIRST, text=text, postcode=postcode, uprn=each, verdict=Verdict.REJECTED) for each in (FLAT_1, FLAT_2)
    ]
    assert append_decisions(path, both) == 2
