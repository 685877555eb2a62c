from xml.etree import ElementTree as ET

from localgov_components.core.svg import framed, lettered

SVG = "{http://www.w3.org/2000/svg}"


def picture(title: str, said: str) -> ET.Element:
    return ET.fromstring("\n".join(framed(title, said, (60.4, 20), [lettered(1, 2, "<b> & co")])))  # noqa: S314 - ours


def test_a_picture_is_named_and_told_in_words_whatever_these_hold() -> None:
    found = picture("A < B & C", "North: 2.\nSouth: 3.")
    title, desc, text = (found.find(f"{SVG}{each}") for each in ("title", "desc", "text"))
    assert title is not None
    assert desc is not None
    assert text is not None
    assert (title.text, desc.text, text.text) == ("A < B & C", "North: 2.\nSouth: 3.", "<b> & co")
    named = (found.attrib["aria-labelledby"], found.attrib["aria-describedby"])
    assert named == (title.attrib["id"], desc.attrib["id"])
    assert found.attrib["viewBox"] == "0 0 60 20"


def test_pictures_that_say_something_else_have_names_of_their_own() -> None:
    first, other = picture("Bins", "North: 2."), picture("Bins", "North: 3.")
    assert first.attrib["aria-labelledby"] != other.attrib["aria-labelledby"]
