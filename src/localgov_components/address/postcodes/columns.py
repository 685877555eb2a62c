"""Which column is which in a directory of the Office for National Statistics, whose headings change with every release.

A heading carries the year of the areas in it (`lad24cd`, then `lad25cd`) and was worn down differently over time
(`oslaua`, `laua`). So each column is known by what its heading is made of, in any case. Where several columns fit,
as for two years of areas, the newest is taken.

>>> columns_of(["PCD7", "PCDS", "lad24cd", "LAD25CD", "doterm"], ["postcode", "district", "terminated"])
{'postcode': 1, 'district': 3, 'terminated': 4}
"""

import re
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["columns_of", "missing_columns"]

_HEADINGS: Mapping[str, re.Pattern[str]] = {
    "uprn": re.compile(r"uprn"),
    "postcode": re.compile(r"pcds|pcd[78]?|pcd2"),
    "district": re.compile(r"(?:os)?laua|lad(?P<year>\d\d)?(?:cd)?"),
    "easting": re.compile(r"(?:os)?east1m"),
    "northing": re.compile(r"(?:os)?n(?:or|r)th1m"),
    "quality": re.compile(r"(?:os)?gr(?:i)?dind"),
    "user_type": re.compile(r"usertype|usrtypind"),
    "introduced": re.compile(r"dointr"),
    "terminated": re.compile(r"doterm"),
}
"""May 2018, August 2024 and November 2025 name them so, and ONSUD the first three."""

_EXAMPLES: Mapping[str, str] = {
    "uprn": "uprn",
    "postcode": "pcds",
    "district": "lad25cd",
    "easting": "east1m",
    "northing": "north1m",
    "quality": "gridind",
    "user_type": "usrtypind",
    "introduced": "dointr",
    "terminated": "doterm",
}

_SPACED = "pcds"
_OLD_CENTURY = "70"
"""Years of two figures from here on are of the last century: `lad91cd` is older than `lad11cd`."""


def columns_of(headings: Sequence[str], wanted: Iterable[str]) -> dict[str, int]:
    """The place of each wanted column that is there."""
    found: dict[str, tuple[str, int]] = {}
    for place, heading in enumerate(headings):
        text = heading.strip().lower()
        for name in wanted:
            fits = _HEADINGS[name].fullmatch(text)
            if fits and (name not in found or _newness(name, text, fits) > found[name][0]):
                found[name] = _newness(name, text, fits), place
    return {name: place for name, (_, place) in found.items()}


def missing_columns(found: Mapping[str, int], wanted: Iterable[str]) -> list[str]:
    """The heading, as it was in November 2025, of each wanted column that is not there."""
    return [_EXAMPLES[name] for name in wanted if name not in found]


def _newness(name: str, heading: str, fits: re.Match[str]) -> str:
    if name == "postcode":
        return "1" if heading == _SPACED else "0"
    year = fits.groupdict().get("year") or "00"
    return f"{'19' if year >= _OLD_CENTURY else '20'}{year}"
