import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.eligibility.population.files.mapping.toml_places import TomlPlaces

TEXT = '''\
# a comment with [brackets] and "quotes
format = 1  # and "more
key = """
[not a table]
"""
"odd.key" = 'C:\\'

[facts."household.capital"]
column = "Savings # not a comment"
unknown = [
  "n/k", # ]
  "]",
]
values = { "a b" = "x", c = "y" }

[[rows]]
one = 1
[members . "a.b"   .facts]
two.three = 2
'''


def line(*path: str, text: str = TEXT) -> int | None:
    return TomlPlaces(text).line(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("format",), 2),
        (("key",), 3),
        (("odd.key",), 6),
        (("facts",), 8),
        (("facts", "household.capital"), 8),
        (("facts", "household.capital", "column"), 9),
        (("facts", "household.capital", "unknown"), 10),
        (("facts", "household.capital", "values", "c"), 14),
        (("rows", "one"), 17),
        (("members", "a.b", "facts", "two", "three"), 19),
    ],
)
def test_a_key_is_on_the_line_where_its_statement_begins(path: tuple[str, ...], expected: int) -> None:
    assert line(*path) == expected
    assert line(*path, text=TEXT.replace("\n", "\r\n")) == expected


def test_a_key_that_is_missing_is_told_of_at_the_table_that_it_would_stand_in() -> None:
    assert line("facts", "household.capital", "amounts") == 8
    assert line("facts", "household.income") == 8
    assert line("nothing", "here") is None


WORDS = st.text(alphabet="ab.#[]{}\"'\\=, \n€", max_size=6)
LEAVES = st.one_of(st.integers(), st.booleans(), WORDS, st.lists(WORDS, max_size=3))


def written(text: str) -> str:
    return '"' + "".join(f"\\u{ord(each):04x}" if not each.isalnum() else each for each in text) + '"'


def literal(value: Any) -> str:  # noqa: ANN401
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return written(value)
        case _:
            return "[\n" + "".join(f"  {written(each)}, # ]\n" for each in value) + "]"


@given(st.dictionaries(WORDS, st.dictionaries(WORDS, LEAVES, max_size=4), max_size=4))
def test_every_key_of_any_text_is_found_on_its_line(data: dict[str, dict[str, Any]]) -> None:
    lines: list[str] = []
    expected: dict[tuple[str, ...], int] = {}
    for table, keys in data.items():
        expected[table,] = len(lines) + 1
        lines.append(f"[{written(table)}]")
        for key, value in keys.items():
            expected[table, key] = len(lines) + 1
            lines += f"{written(key)} = {literal(value)}".split("\n")
    text = "\n".join(lines)
    assert tomllib.loads(text) == data
    places = TomlPlaces(text)
    assert {path: places.line(path) for path in expected} == expected
