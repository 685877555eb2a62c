import contextlib
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import TEXT

from localgov_components.core.errors import DefinitionError
from localgov_components.core.yaml_text import MOST_BYTES, YamlNode, read_yaml


def plain(node: YamlNode) -> Any:  # noqa: ANN401 - lists, mappings and text within one another
    if node.items is not None:
        return [plain(each) for each in node.items]
    if node.entries is not None:
        return {key: plain(each) for key, each in node.entries.items()}
    return node.text


def read(text: str | bytes) -> Any:  # noqa: ANN401
    return plain(read_yaml(text, source="x.yaml"))


def refusal(text: str | bytes) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read_yaml(text, source="x.yaml")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a: 1\n  b: [x, 'y', \"z\"]\n", [{"a": "1", "b": ["x", "y", "z"]}]),
        ("no: no\nday: 2026-05-01\noctal: 010\nclock: 12:30\nnumber: 1_000\nrate: 0.10", {
            "no": "no", "day": "2026-05-01", "octal": "010", "clock": "12:30", "number": "1_000", "rate": "0.10",
        }),
        ("a:\nb: ~\nc: null\nd: 'null'\ne: ''", {"a": None, "b": None, "c": None, "d": "null", "e": ""}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("{}", {}),
        ("[]", []),
        ("", None),
        ("# only a remark\n", None),
        ("\ufeffa: 1".encode(), {"a": "1"}),
        ("a: é\r\nb: 2\r\n".encode(), {"a": "é", "b": "2"}),
        ("%YAML 1.1\n---\na: 1\n...\n", {"a": "1"}),
    ],
)  # fmt: skip
def test_what_is_written_is_text_until_something_else_is_wanted(text: str | bytes, found: object) -> None:
    assert read(text) == found


def test_a_node_knows_its_line_and_shows_nothing_else() -> None:
    node = read_yaml("- a: 1\n\n  b: secret\n", source="x.yaml")
    assert node.items
    assert node.items[0].entries
    assert repr(node.items[0].entries["b"]) == "YamlNode(line=3)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2\n", "x.yaml, line 2: the key 'a' is given twice. Keep one"),
        ("a: &x 1\n", "x.yaml, line 1: an anchor (&). Write each thing out, or put the text in quotes"),
        ("!!python/object:os.system\n- ls", "x.yaml, line 1: a tag (!). Remove it, or put the text in quotes"),
        ("a: !secret x", "x.yaml, line 1: a tag (!). Remove it, or put the text in quotes"),
        ("- a\n---\n- b\n", "x.yaml, line 2: a second document. Keep one in a file"),
        ("? [a]\n: b\n", "x.yaml, line 1: a key that is not text"),
        ("? \n: b\n", "x.yaml, line 1: a key that is not text"),
        ("a: [1", "x.yaml, line 2: not YAML: did not find expected ',' or ']'"),
        ("a: b: c", "x.yaml, line 1: not YAML: mapping values are not allowed in this context"),
        ("a: 1\nb: \x00", "x.yaml, line 2: not YAML: a character that YAML does not allow"),
        (b"a: \xe9", "x.yaml, line 1: not UTF-8. Save it as UTF-8"),
        ("a: 1".encode("utf-16"), "x.yaml, line 1: not UTF-8. Save it as UTF-8"),
        ("[" * 40, "x.yaml, line 1: more than 30 lists and mappings within each other"),
        ("[" * 200_000, "x.yaml, line 1: "),
        ("x" * (MOST_BYTES + 1), "x.yaml: more than 2 MB. Divide the file"),
    ],
)
def test_what_could_be_taken_in_two_ways_or_do_harm_is_refused_with_its_line(text: str | bytes, told: str) -> None:
    assert refusal(text)[0].startswith(told)


def test_a_few_lines_do_not_stand_for_millions() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{b}, *{b}]\n" for b, n in (("a", "b"), ("b", "c"), ("c", "d")))
    assert len(refusal(laughs)) == 10


def test_a_file_of_far_too_many_values_is_refused_soon() -> None:
    begun = time.process_time()
    assert refusal("- {a: 1, b: 2}\n" * 100_000)[0].endswith("more than 200,000 values. Is it the right file?")
    assert time.process_time() - begun < 20  # bounded, on a slow machine too


def test_mistakes_are_listed_up_to_a_hundred() -> None:
    assert len(refusal("a: 1\n" * 500)) == 100


@given(st.one_of(TEXT, st.text(alphabet="-:[]{}&*!|>'\"#%@`?,~ \n\tab", max_size=60)))
def test_any_text_is_read_or_refused_as_a_mistake_of_the_file(text: str) -> None:
    with contextlib.suppress(DefinitionError):
        read_yaml(text, source="x.yaml")
