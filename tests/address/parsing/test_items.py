from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.parsing.apart import taken_apart
from localgov_components.address.parsing.items import Item, read_items, read_lines
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import Unit

WORDS = st.sampled_from([
    "MILL", "LANE", ",", "10", "12A", "FLAT", "NO", "BLOCK", "B", "-", "/", "THE", "N", "OVER", "1ST", "2F1", "HOUSE",
])  # fmt: skip


def without_commas(items: list[Item]) -> list[Item]:
    return [item for item in items if item != ","]


@given(st.integers(0, 9999))
def test_a_number_before_a_word_is_read_however_great_it_is(number: int) -> None:
    assert read_items([str(number), "MILL", "LANE"]) == [NumberRange(number), "MILL", "LANE"]


@given(st.lists(WORDS, max_size=8))
def test_lines_hold_the_items_between_commas(tokens: list[str]) -> None:
    items = read_items(tokens)
    lines, kinds = read_lines(taken_apart(tokens))
    assert all(lines)
    assert " ".join(str(item) for line in lines for item in line) == " ".join(map(str, without_commas(items)))
    assert kinds - {str} == {type(item) for item in items} - {str}


def test_commas_stay_among_the_items_and_part_the_lines() -> None:
    tokens = [",", "FLAT", "2", ",", ",", "10", "MILL", "LANE", ","]
    assert read_items(tokens) == [",", Unit("FLAT", "2"), ",", ",", NumberRange(10), "MILL", "LANE", ","]
    assert read_lines(tokens)[0] == [[Unit("FLAT", "2")], [NumberRange(10), "MILL", "LANE"]]


def test_the_name_of_a_block_is_one_item_and_two_words() -> None:
    assert read_items(["BLOCK", "B", ",", "MILL"]) == ["BLOCK B", ",", "MILL"]
    assert read_lines(["BLOCK", "B", ",", "MILL"])[0] == [["BLOCK", "B"], ["MILL"]]
