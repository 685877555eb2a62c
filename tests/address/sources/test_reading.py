import codecs
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import EXAMPLES
from tests.address.sources.reads import written

from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError
from localgov_components.core.csv_kinds import not_csv

TEXT = "UPRN,Address\n1,Tŷ’r Ysgol\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_text_is_read_in_the_encoding_it_has(tmp_path: Path, content: bytes, encoding: str) -> None:
    reading = SourceReading(written(tmp_path, content))
    assert "".join(reading.lines()) == TEXT
    assert (reading.encoding, reading.line) == (encoding, 2)


def test_a_line_that_is_not_utf_8_is_windows_1252_and_the_others_stay_utf_8(tmp_path: Path) -> None:
    reading = SourceReading(written(tmp_path, "Tŷ\n".encode() + "Weaver’s Café\n".encode("cp1252")))
    assert list(reading.lines()) == ["Tŷ\n", "Weaver’s Café\n"]
    assert reading.encoding == "Windows-1252"


def test_a_byte_that_neither_encoding_has_becomes_a_control_character(tmp_path: Path) -> None:
    assert list(SourceReading(written(tmp_path, b"a\x81b\n")).lines()) == ["a\x81b\n"]


def test_a_last_line_may_lack_its_end(tmp_path: Path) -> None:
    for content, ends_in_line in ((b"a\nb", True), (b"a\nb\n", False)):
        reading = SourceReading(written(tmp_path, content))
        assert list(reading.lines()) == ["a\n", "b\n"]
        assert reading.ends_in_line is ends_in_line


def test_lines_may_end_as_on_old_macintoshes(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        reading = SourceReading(written(tmp_path, "uprn,address\r1,Barn End\r".encode(encoding)))
        assert list(reading.lines()) == ["uprn,address\n", "1,Barn End\n"]


def test_the_checksum_is_of_the_file() -> None:
    reading = SourceReading(EXAMPLES)
    list(reading.lines())
    assert reading.sha256 == hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()


def test_progress_ends_with_the_whole_file(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = written(tmp_path, b"0123456789\n" * 250_000)
    list(SourceReading(path, progress=lambda done, total: told.append((done, total))).chunks())
    size = path.stat().st_size
    assert told == [(1 << 20, size), (2 << 20, size), (size, size)]


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=60),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_any_text_comes_back_line_by_line(text: str, encoding: str) -> None:
    path = Path(__file__).with_suffix(".none")
    reading = SourceReading(path)
    reading._raw = lambda: iter([text.encode(encoding)] if text else [])  # type: ignore[method-assign]  # noqa: SLF001 - no disk
    if not {"\0", "\r"} & set(text) and not not_csv(text.encode(encoding)):
        assert "".join(reading.lines()).removesuffix("\n") == text.removesuffix("\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"x" * 1_000_001 + b"\ny" * 100, ""),
        (b"x" * 2_200_000, "a line of more than 1,000,000 bytes"),
        (b"PK\x03\x04" + bytes(100), "a damaged archive"),
        (b"\n SQLite format 3\0" + bytes(100), "a database, such as a GeoPackage"),
        (codecs.BOM_UTF16_LE + b"a\0b\0\n\0\0\xd8a", "begins as UTF-16"),
    ],
)
def test_what_is_no_text_in_lines_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    reading = SourceReading(written(tmp_path, content))
    if says:
        with pytest.raises(DefinitionError, match=says):
            list(reading.lines())
    else:
        assert len(list(reading.lines())) == 101


@pytest.mark.parametrize("change", ["append", "truncate", "touch"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    path = written(tmp_path, b"0123456789\n" * 250_000)
    chunks = SourceReading(path).chunks()
    next(chunks)
    if change == "append":
        with path.open("ab") as file:
            file.write(b"more\n")
    elif change == "truncate":
        path.write_bytes(path.read_bytes()[:-11])
    else:
        path.touch()
    with pytest.raises(DefinitionError, match="changed while it was read"):
        list(chunks)


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        list(SourceReading(tmp_path / name).lines())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes, which this system does not have")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "addresses.csv")
    with pytest.raises(DefinitionError, match="a pipe or a device"):
        list(SourceReading(tmp_path / "addresses.csv").lines())


def test_a_fault_of_the_progress_display_is_not_blamed_on_the_file() -> None:
    def display(*_: int) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        list(SourceReading(EXAMPLES, progress=display).lines())
