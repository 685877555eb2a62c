import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.web.text_blocks import Block, text_blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("One line", ["One line"]),
        ("A line\nthat goes on", ["A line that goes on"]),
        ("One\n\nTwo\n \nThree", ["One", "Two", "Three"]),
        ("Bring:\n- a card\n- a pen", ["Bring:", ["a card", "a pen"]]),
        ("- one\n\nAfter", [["one"], "After"]),
        ("not-a-list - at all", ["not-a-list - at all"]),
    ],
)
def test_paragraphs_and_lists(text: str, blocks: list[Block]) -> None:
    assert text_blocks(text) == blocks


@pytest.mark.parametrize(
    ("text", "href", "rest"),
    [
        ("https://www.gov.uk/a.", "https://www.gov.uk/a", ["."]),
        ("https://www.gov.uk/a?b=1&c=2", "https://www.gov.uk/a?b=1&c=2", []),
        ("https://www.gov.uk/a)", "https://www.gov.uk/a", [")"]),
    ],
)
def test_an_address_becomes_a_link_without_the_mark_that_follows(text: str, href: str, rest: list[str]) -> None:
    parts = [{"text": href.removeprefix("https://"), "href": href}, *rest]
    assert text_blocks(text) == [{"kind": "line", "parts": parts}]


@pytest.mark.parametrize("text", ["http://old.example", "javascript:alert(1)", "https://", "www.gov.uk"])
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert text_blocks(text) == [text]


@given(st.text(alphabet='ab -\n.h:/tps<>"'))
def test_no_word_is_lost(text: str) -> None:
    def words(block: Block) -> str:
        if isinstance(block, dict):
            parts = block["parts"]
            assert isinstance(parts, list)
            return "".join(part if isinstance(part, str) else part["href"] for part in parts)
        return block if isinstance(block, str) else "".join(block)

    shown = "".join(words(block) for block in text_blocks(text))
    assert [each for each in shown if each in "ab"] == [each for each in text if each in "ab"]
