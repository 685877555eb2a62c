from localgov_components.eligibility.rendering.blocks import Bullets, Pairs, Paragraph, Section, Table, prose
from localgov_components.eligibility.rendering.plain_text import as_text

WIDE = Table("Values", ("Key", "Value", "Source"), ((("limit", "a key"), ("£2.00",), ()), (("rate",), (), ("Act",))))
NARROW = Table("Parts", ("Part", "Value"), ((("excess",), ("£1.00",)),), shows_caption=False)


def test_headings_are_underlined_by_their_rank() -> None:
    inner = Section("Inside", (Section("Deep", (Paragraph("text"),)),))
    assert as_text(Section("Outside", (inner,))) == "Outside\n=======\n\nInside\n------\n\nDeep\n\ntext"


def test_the_cells_of_a_wide_table_stand_below_one_another_and_empty_ones_are_left_out() -> None:
    assert as_text(Section("T", (WIDE,))) == ("T\n=\n\nValues\n- limit; a key\n  Value: £2.00\n- rate\n  Source: Act")


def test_a_table_of_two_columns_is_a_list() -> None:
    assert as_text(Section("T", (NARROW,))) == "T\n=\n\n- excess: £1.00"


def test_lists_and_pairs_have_a_line_for_each() -> None:
    section = Section("T", (Bullets(("one", "two")), Pairs((("Name", ("a", "b")),))))
    assert as_text(section) == "T\n=\n\n- one\n- two\n\nName: a; b"


def test_somebodys_text_keeps_its_paragraphs_and_lists() -> None:
    text = "One\nparagraph\n \n- an item\n- another\nand more\n\n\nlast  "
    assert as_text(Section("T", prose(text))) == ("T\n=\n\nOne paragraph\n\n- an item\n- another\n\nand more\n\nlast")


def test_no_text_has_no_paragraphs() -> None:
    assert prose("") == prose(" \n\n ") == ()
