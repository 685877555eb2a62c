"""The page on matching a spreadsheet of addresses, followed: its commands, and what is written."""

import csv
import doctest
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.follow import Block, Follower, blocks_of

from localgov_components.address.review import read_decisions
from localgov_components.address.review.sheet import REVIEW_COLUMNS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "match-a-spreadsheet-of-addresses.md"
BLOCKS = [block for block in blocks_of(PAGE) if block.mark != "python"]
OUTPUTS = ("matched.csv", "queries.csv")
FILLED_IN = ("decision", "note", "score", "why")

pytestmark = pytest.mark.slow


def folder_of(path: Path) -> Path:
    shutil.copytree(ROOT / "examples", path / "examples")
    return path


def until_the_review(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.file == "review.csv":
            return
        yield block


def test_the_sheet_that_the_page_fills_in_is_the_one_that_was_written(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert Follower(folder).follow(list(until_the_review(BLOCKS))) == 2
    (page,) = (block.text for block in BLOCKS if block.file == "review.csv")
    shown = list(csv.DictReader(page.splitlines()))
    found = list(csv.DictReader((folder / "review.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert tuple(found[0]) == tuple(shown[0]) == REVIEW_COLUMNS
    assert [{**line, **dict.fromkeys(FILLED_IN, "")} for line in shown] == [
        {**line, **dict.fromkeys(FILLED_IN, "")} for line in found
    ]
    shown_outputs = [block.text for block in BLOCKS if block.mark == "csv" and block.file is None]
    assert len(shown_outputs) == len(OUTPUTS)
    (matched,) = (text for text in shown_outputs if text.startswith("Ref"))
    written = (folder / "matched.csv").read_text(encoding="utf-8-sig")
    assert doctest.OutputChecker().check_output(matched, written, doctest.ELLIPSIS)


def test_the_page_can_be_followed_to_its_end(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert Follower(folder).follow(BLOCKS) == 4
    assert [(each.text, str(each.verdict)) for each in read_decisions(folder / "decisions.csv")] == [
        ("THE OLD WEIGHBRIDGE", "alias"),
        ("FLAT 12, 10 MILL LANE", "accepted"),
    ]
    (queries,) = (block.text for block in BLOCKS if block.mark == "csv" and block.text.startswith("rows,row"))
    written = (folder / "queries.csv").read_text(encoding="utf-8-sig")
    assert doctest.OutputChecker().check_output(queries, written, doctest.ELLIPSIS)
    assert sorted(each.name for each in folder.iterdir() if "unfinished" in each.name) == []
