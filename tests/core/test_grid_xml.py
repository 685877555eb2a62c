import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_xml import MOST_ELEMENTS, read_xml


def events(content: bytes) -> list[str]:
    found: list[str] = []
    read_xml(
        content,
        started=lambda tag, of: found.append(f"<{tag} {sorted(of)}>"),
        ended=lambda tag: found.append(f"</{tag}>"),
        said=found.append,
    )
    return found


def test_names_come_without_their_namespace_and_prefix() -> None:
    content = b'<x:row xmlns:x="urn:a" r="1"><x:v>a&amp;b</x:v></x:row>'
    assert events(content) == ["<row ['r']>", "<v []>", "a&b", "</v>", "</row>"]


def test_utf_16_is_read() -> None:
    assert events('<?xml version="1.0" encoding="UTF-16"?><v>£</v>'.encode("utf-16")) == ["<v []>", "£", "</v>"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<a>",
        b"<a></b>",
        b"<a/><a/>",
        b"<a>\xff</a>",
        b"<a>&b;</a>",
        b"<a>&#0;</a>",
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b"<a>" * 100_000,
    ],
)
def test_what_is_not_plain_xml_is_refused_and_not_quoted(content: bytes) -> None:
    with pytest.raises(InvalidValueError) as refused:
        events(content)
    assert refused.value.code == "workbook.xml"
    assert refused.value.__context__ is None or refused.value.__suppress_context__


def test_elements_have_a_limit() -> None:
    read_xml(b"<a>" + b"<b/>" * (MOST_ELEMENTS - 1) + b"</a>")
    with pytest.raises(InvalidValueError, match="more than 2,000,000 elements"):
        read_xml(b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>")
