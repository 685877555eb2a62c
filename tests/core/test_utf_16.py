import pytest

from localgov_components.core.utf_16 import utf_16_of


@pytest.mark.parametrize("text", ["uprn,address\n1,Mill Lane", "a,T\u0177 \U0001f600\n" * 9, "a"])
@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_latin_text_in_utf_16_is_known(text: str, codec: str) -> None:
    assert utf_16_of(text.encode(codec)) == codec


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252"])
def test_other_text_is_not(codec: str) -> None:
    assert utf_16_of("uprn,address\n1,Caf\u00e9".encode(codec)) is None


@pytest.mark.parametrize("content", [b"", b"\0" * 600, bytes(range(256)) * 2, b"a,b\n1,\0"])
def test_bytes_that_are_no_text_are_not(content: bytes) -> None:
    assert utf_16_of(content) is None
