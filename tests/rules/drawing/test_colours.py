import pytest

from localgov_components.core.svg import INK, PAPER, SOFT
from localgov_components.rules.drawing.case import State
from localgov_components.rules.drawing.colours import COLOURS, PLAIN


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("state", State)
def test_words_can_be_read_in_every_state(state: State) -> None:
    colours = COLOURS[state]
    for ink in (colours.ink, colours.line, SOFT):  # its words, the name of the state, its sources
        assert contrast(ink, colours.ground) >= 4.5


def test_words_can_be_read_without_a_case() -> None:
    for ink in (INK, SOFT):
        assert contrast(ink, PLAIN.ground) >= 4.5
        assert contrast(ink, PAPER) >= 4.5


@pytest.mark.parametrize("colours", [PLAIN, *COLOURS.values()])
def test_the_line_of_a_box_can_be_seen(colours: object) -> None:
    assert contrast(colours.line, PAPER) >= 3  # type: ignore[attr-defined]
    assert contrast(colours.line, colours.ground) >= 3  # type: ignore[attr-defined]


def test_what_is_not_known_or_not_needed_has_a_line_of_its_own() -> None:
    dashes = [COLOURS[state].dashes for state in (State.UNKNOWN, State.NOT_NEEDED)]
    assert len({"", *dashes}) == 3
