import pytest

from localgov_components.core.grid_strings import read_strings, unescaped


def test_runs_are_joined_and_pronunciation_is_left_out() -> None:
    content = (
        '<sst xmlns="urn:x"><si><t xml:space="preserve"> plain </t></si><si/>'
        "<si><r><rPr><b/></rPr><t>bo</t></r><r><t>ld</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si></sst>"
    )
    assert read_strings(content.encode()) == [" plain ", "", "bold", "東京"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("a_x000A_b", "a\nb"), ("_x005F_x0041_", "_x0041_"), ("_x41_", "_x41_"), ("_X0041_", "_X0041_"), ("_x00e9_", "é")],
)
def test_characters_that_xml_does_not_hold_are_read(written: str, meant: str) -> None:
    assert unescaped(written) == meant
