"""A file of addresses as a council has it, with everything that goes wrong in one."""

from pathlib import Path

from localgov_components.address import Gazetteer
from localgov_components.address.bulk import MatchJob

__all__ = ["HEADINGS", "ROWS", "job", "written"]

HEADINGS = "Ref,Addr,PC,Bins"
ROWS = (
    '1,"Flat 2, 10 Mill Lane, Ambleford",DT97 1AF,2',
    "2,10 Mill Lane,DT97 1AF,2",
    '3,"12, mill ln",DT971AF,1',
    "4,99 Mill Lane,DT97 1AF,1",
    '5,"Flat 99, 10 Mill Lane",DT97 1AF,1',
    "6,,DT97 1AF,1",
    "7,bad",
    "8,The Old Weighbridge,DT97 1AF,=1+1",
    "9,99 Mill Ln,DT97 1AF,1",
    "",
    "10,3 Tithebarn Stret Ambleford,,1",
)


def written(folder: Path, rows: tuple[str, ...] = ROWS, *, times: int = 1) -> Path:
    """Write a file of these rows."""
    path = folder / "bins.csv"
    path.write_text("\n".join([HEADINGS, *rows * times]) + "\n", encoding="utf-8")
    return path


def job(gazetteer: Gazetteer, folder: Path, output: str = "out.csv") -> MatchJob:
    """Match the file in a folder, a few rows at a time."""
    return MatchJob(
        gazetteer,
        folder / "bins.csv",
        ["Addr"],
        folder / output,
        "PC",
        review=folder / "review.csv",
        queries=folder / "queries.csv",
        rows_in_batch=3,
    )
