"""JSON from outside is read exactly, or refused in bounded time with its place and without its values."""

import json
import time
import tracemalloc
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.json_values import JSON, TEXTS
from tests.identifiers.hostile import HOSTILE

from localgov_components.core import DefinitionError
from localgov_components.core.canonical import MOST_DEPTH, MOST_DIGITS
from localgov_components.core.json_text import MOST_CHARACTERS, MOST_ITEMS, JsonData, read_json

MARKS = st.text(st.sampled_from('[]{},:"\\/ \n\t0123.-+eEtruefalsnNaI\ud83d\ude00u0061é'), max_size=60)


def fault(text: str | bytes, **limits: int) -> str:
    """The one fault of a text, without the name of its file."""
    with pytest.raises(DefinitionError) as refused:
        read_json(text, source="facts.json", **limits)
    (only,) = refused.value.faults
    assert only.source == "facts.json"
    return str(only).removeprefix("facts.json").removeprefix(", ").removeprefix(": ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Decimal("0.1")),
        ("0.10", Decimal("0.10")),
        ("0.10000000000000000000000000000000000001", Decimal("0.10000000000000000000000000000000000001")),
        ("1e2", Decimal("1E+2")),
        ("-1.5E-3", Decimal("-0.0015")),
        ("1e+0000000002", Decimal("1E+2")),
        ("0e399", Decimal("0E+399")),
        ("-0", 0),
        ("123456789012345678901234567890", 123456789012345678901234567890),
    ],
)
def test_a_number_is_exactly_what_is_written(text: str, value: Decimal | int) -> None:
    read = read_json(text, source="facts.json")
    assert type(read) is type(value)
    assert str(read) == str(value)


@given(JSON)
def test_what_the_standard_library_writes_is_read_alike_with_no_float(value: object) -> None:
    read = read_json(json.dumps(value), source="facts.json")
    assert read == json.loads(json.dumps(value), parse_float=Decimal)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12) | st.integers())
def test_a_decimal_comes_through_to_its_last_place(number: Decimal | int) -> None:
    assert str(read_json(f'{{"rate": {number}}}', source="facts.json")["rate"]) == str(number)  # type: ignore[call-overload, index]


@given(MARKS | st.text())
@example('"\\ud83d\\ude00" "\\ud83d"')
def test_a_text_is_read_or_never_breaks(text: str) -> None:
    try:
        value = read_json(text, source="facts.json")
    except DefinitionError:
        return
    assert json.loads(text.removeprefix("\ufeff"), parse_float=Decimal) == value


@given(st.binary())
def test_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        value = read_json(content, source="facts.json")
    except DefinitionError:
        return
    assert json.loads(content, parse_float=Decimal) == value


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_within_quotation_marks_is_kept_as_it_is(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    assert read_json(json.dumps({clean: clean}), source="facts.json") == {clean: clean}


def test_a_byte_order_mark_in_front_is_passed_over() -> None:
    assert read_json(b'\xef\xbb\xbf{"bins": 2}', source="facts.json") == {"bins": 2}
    assert read_json('\ufeff{"bins": 2}', source="facts.json") == {"bins": 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty: there is no JSON in it"),
        (b" \r\n\t", "empty: there is no JSON in it"),
        ('{"bins": 2}'.encode("utf-16"), "not UTF-8 but UTF-16. Save it as UTF-8"),
        ('{"bins": 2}'.encode("utf-16-le"), "not UTF-8 but UTF-16-LE. Save it as UTF-8"),
        ('{"bins": 2}'.encode("utf-32"), "not UTF-8 but UTF-32. Save it as UTF-8"),
        ('{"a": "é",\n "tŷ": "£"}'.encode()[:-3] + b'"}', "line 2, column 9: not UTF-8. Save it as UTF-8"),
        ('{"street":\n "Rhône"}'.encode("latin-1"), "line 2, column 5: not UTF-8. Save it as UTF-8"),
        (b'"\xed\xa0\xbd"', "line 1, column 2: not UTF-8. Save it as UTF-8"),
        ('{"a": "\ud83d"}', "line 1, column 8: half of a surrogate pair"),
        ('["\\ud83d\\ude00",\n "\\uD83D"]', "line 2, column 2: half of a surrogate pair"),
        ('{"\\ude00": 1}', "line 1, column 2: half of a surrogate pair"),
        ("{} {}", "line 1, column 4: more text after the end: a file holds one JSON value"),
        ("[1]\n]", "line 2, column 1: more text after the end: a file holds one JSON value"),
        ("{'bins': 2}", "line 1, column 2: not JSON: Expecting property name enclosed in double quotes"),
        ('{"bins": 2', "line 1, column 11: not JSON: Expecting ',' delimiter; the file may be cut short"),
        ('{"bins": "2', "line 1, column 10: not JSON: Unterminated string; the file may be cut short"),
        ('{"bins": "2\\', "line 1, column 10: not JSON: Unterminated string; the file may be cut short"),
        ('["a\nb"]', "line 1, column 4: not JSON: Invalid control character"),
        ("[01]", "line 1, column 3: not JSON: Expecting ',' delimiter"),
        ("[.5]", "line 1, column 2: not JSON: Expecting value"),
        ("[+1]", "line 1, column 2: not JSON: Expecting value"),
        ("[1,\n NaN]", "line 2, column 2: NaN is no number of JSON. Leave it out or give null"),
        ('["NaN", Infinity]', "line 1, column 9: Infinity is no number of JSON. Leave it out or give null"),
        ("-Infinity", "line 1, column 1: -Infinity is no number of JSON. Leave it out or give null"),
        ("[NaNo]", "line 1, column 2: NaN is no number of JSON. Leave it out or give null"),
        ("[0.0001e401,\n 1e400]", "line 2, column 2: a number of more than 400 digits, written out. Give it as text"),
        ('["1e999999", 1e999999]', "line 1, column 14: a number of more than 400 digits"),
        ("1e-400", "line 1, column 1: a number of more than 400 digits"),
        (f"1e{'9' * 30}", "line 1, column 1: a number of more than 400 digits"),
        (f"[1e-{'9' * 30}]", "line 1, column 2: a number of more than 400 digits"),
        (f"0.{'1' * MOST_DIGITS}", "line 1, column 1: a number of more than 400 digits"),
        (f"-{'1' * (MOST_DIGITS + 1)}", "line 1, column 1: a number of more than 400 digits"),
        ("1" * 5000, "line 1, column 1: a number of more than 400 digits"),
        ("[" * (MOST_DEPTH + 1), "line 1, column 301: more than 300 lists and objects within each other"),
        ("[" * 100_000, "line 1, column 301: more than 300 lists and objects within each other"),
        ('{"a":' * 100_000, "line 1, column 1501: more than 300 lists and objects within each other"),
    ],
    ids=range(36),
)
def test_what_is_not_strict_json_is_refused_with_its_place(text: str | bytes, said: str) -> None:
    assert fault(text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"bins": 2,\n "bins": 3}', "line 2, column 2: the key 'bins' is given twice in one object. Keep one"),
        ('{"a": 1, "\\u0061": 2}', "line 1, column 10: the key 'a' is given twice in one object. Keep one"),
        ('{"": 1, "": 2}', "line 1, column 9: the key '' is given twice in one object. Keep one"),
        (
            '{"household.members": [{"age": 40}, {"tags": ["age", ":", "{"], "age": 3,\n "age": 4}]}',
            "line 2, column 2: the key 'age' is given twice in household.members[2]. Keep one",
        ),
        ('[[], [{"a": {"b": {}, "b": []}}]]', "the key 'b' is given twice in [2][1].a. Keep one"),
        ('{"a": {"x": 1, "x": 2}, "a": 3}', "the key 'x' is given twice in a. Keep one"),
        (f'{{"{"k" * 100}": 1, "{"k" * 100}": 2}}', f"the key '{'k' * 60}…' is given twice"),
        ('{"a\\u001b[2J": 1, "a\\u001b[2J": 2}', "the key 'a\\x1b[2J' is given twice"),
    ],
)
def test_a_key_given_twice_is_named_with_the_object_in_which_it_stands(text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_json(text, source="facts.json")
    assert said in str(refused.value.faults[0])


def test_every_key_given_twice_is_told_up_to_twenty() -> None:
    with pytest.raises(DefinitionError) as refused:
        read_json('{"a": {"x": 1, "x": 2, "x": 3}, "a": 4}', source="facts.json")
    assert [each.column for each in refused.value.faults] == [16, 24, 33]
    with pytest.raises(DefinitionError) as refused:
        read_json("[" + ",".join(['{"a": 1, "a": 1}'] * 1000) + "]", source="facts.json")
    assert len(refused.value.faults) == 20


@given(st.dictionaries(TEXTS, JSON, min_size=1, max_size=3), st.data())
def test_a_key_given_twice_is_found_wherever_it_stands(value: dict[str, object], data: st.DataObject) -> None:
    members = [f"{json.dumps(key)}: {json.dumps(inner)}" for key, inner in value.items()]
    again = data.draw(st.sampled_from(sorted(value)))
    with pytest.raises(DefinitionError, match="is given twice"):
        read_json(f"[{{{', '.join([*members, f'{json.dumps(again)}: null'])}}}]", source="facts.json")


def test_no_value_is_told() -> None:
    for text in (
        '{"email": "resident@example.com", "email": "resident@example.com"}',
        '{"email": resident@example.com}',
    ):
        with pytest.raises(DefinitionError) as refused:
            read_json(text, source="facts.json")
        assert "resident" not in str(refused.value)
        assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("text", ["[[1, 2], [3]]", '{"a": {"b": 1}, "c": [[]]}', '"[[[[{{{{,,,,"', '["\\"[[[[", 1]'])
def test_brackets_and_commas_within_texts_do_not_count(text: str) -> None:
    assert read_json(text, source="facts.json", most_depth=3, most_items=6) == json.loads(text)


def test_limits_are_what_the_caller_says_and_what_meets_them_exactly_is_read() -> None:
    assert read_json("[[1]]", source="facts.json", most_depth=2, most_items=2, most_characters=5) == [[1]]
    assert fault("[[1]]", most_depth=1) == "line 1, column 2: more than 1 lists and objects within each other"
    assert fault("[[1]]", most_items=1) == "line 1, column 2: more than 1 values. Is it the right file?"
    assert fault("[[1]]", most_characters=4) == "more than 4 characters. Is it the right file?"
    assert fault(b"[[1]]", most_characters=4) == "more than 4 bytes. Is it the right file?"


def test_what_is_deeper_than_the_interpreter_follows_is_refused_all_the_same() -> None:
    assert "lists and objects within each other" in fault("[" * 200_000 + "]" * 200_000, most_depth=10**6)


@pytest.mark.parametrize(
    ("text", "most_memory"),
    [
        (b"[" * 50_000_000, 100_000),
        ("[" * MOST_CHARACTERS, 100_000),
        ("[]," * (MOST_CHARACTERS // 3), 100_000),
        ('"' * 2_000_000, 1_000_000),
        ('"' + '\\"' * (MOST_CHARACTERS // 2 - 1), MOST_CHARACTERS),
        ('"' + '\\"' * (MOST_CHARACTERS // 2 - 1) + "\\", MOST_CHARACTERS),
        ("1" * MOST_CHARACTERS, 2 * MOST_CHARACTERS),
        ("1." + "1" * (MOST_CHARACTERS - 2), 5 * MOST_CHARACTERS),
        (" " * (MOST_CHARACTERS - 1) + "x", 2 * MOST_CHARACTERS),
        ('["' + "\\ud83d" * 1_600_000 + '"]', 15 * MOST_CHARACTERS),
        ("{" + ",".join(['"a":1'] * (MOST_ITEMS - 1)) + "}", 15 * MOST_CHARACTERS),
        ("[" + ",".join(['{"a":1,"a":1}'] * 150_000) + "]", 15 * MOST_CHARACTERS),
        ('{"' + "a" * 4_900_000 + '":1,"' + "a" * 4_900_000 + '":1}', 5 * MOST_CHARACTERS),
    ],
    ids=range(13),
)
def test_a_huge_hostile_text_is_refused_in_bounded_time_and_memory(text: str | bytes, most_memory: int) -> None:
    """Anything quadratic would take hours; each takes about a second, and a few while memory is traced."""
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(DefinitionError):
            read_json(text, source="facts.json")
        assert tracemalloc.get_traced_memory()[1] < most_memory
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 20


def test_the_largest_text_that_is_read_takes_bounded_memory() -> None:
    text = "[" + ",".join(['{"a":1}'] * (MOST_ITEMS // 2 - 1)) + "]"
    tracemalloc.start()
    try:
        value: JsonData = read_json(text, source="facts.json")
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
    assert isinstance(value, list)
    assert len(value) == MOST_ITEMS // 2 - 1
