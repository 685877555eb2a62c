"""A zip file from anybody is read within bounds, and refused whole with every mistake."""

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.eligibility.archives.documents import GOLDEN, POLICY, SCHEME, many

from localgov_components.core import DefinitionError
from localgov_components.eligibility.archives import ArchiveFolder, import_archive
from localgov_components.eligibility.archives.archive import MOST_BYTES, archived_text, hash_of
from localgov_components.eligibility.archives.zip_file import MOST_DOCUMENTS, MOST_ZIPPED

TEXT = archived_text(POLICY)


def zipped(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, content in entries:
            file.writestr(name, content)
    return target.getvalue()


SOUND = zipped(*((f"{hash_of(text)}.json", text) for text in map(archived_text, [POLICY, SCHEME, *many(5)])))


@pytest.fixture
def taken_in(tmp_path: Path) -> Callable[[bytes], tuple[str, ...]]:
    """Import the bytes of a zip file; where it is refused, see that nothing was taken in."""
    archive = ArchiveFolder(tmp_path / "to")

    def take_in(content: bytes) -> tuple[str, ...]:
        (tmp_path / "archive.zip").write_bytes(content)
        try:
            return import_archive(tmp_path / "archive.zip", archive)
        except DefinitionError:
            assert not archive.path.exists()
            raise

    return take_in


def faults_of(take_in: Callable[[bytes], tuple[str, ...]], content: bytes) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        take_in(content)
    return [str(fault) for fault in caught.value.faults]


NAMES = [
    "../../etc/passwd",
    f"../{GOLDEN}.json",
    f"/{GOLDEN}.json",
    f"C:\\{GOLDEN}.json",
    f"archive/{GOLDEN}.json",
    f"{GOLDEN}/",
    GOLDEN,
    f"{GOLDEN}.JSON",
    f"{GOLDEN.upper()}.json",
    f"{GOLDEN}.json.exe",
    f"{GOLDEN} .json",
    "__MACOSX/._x.json",
    "README.txt",
    "\u0661" * 64 + ".json",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_that_is_not_named_by_a_hash_is_refused(
    taken_in: Callable[[bytes], tuple[str, ...]], name: str
) -> None:
    (fault,) = faults_of(taken_in, zipped((name, TEXT), (f"{GOLDEN}.json", TEXT)))
    assert fault.endswith("not the name of a document: 64 digits from 0 to f, and .json")


def test_every_wrong_entry_is_listed_and_a_long_name_is_cut(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    names = ["x" * 60_000, "\x1b[2J", *NAMES]
    faults = faults_of(taken_in, zipped(*((name, b"") for name in names)))
    assert len(faults) == len(names)
    assert all(fault.isprintable() and len(fault) < 300 for fault in faults)


def test_of_thousands_of_wrong_entries_a_hundred_are_listed(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    assert len(faults_of(taken_in, zipped(*((str(number), b"") for number in range(5_000))))) == 100


def test_a_document_under_another_hash_is_refused(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    wrong = hash_of(b"another")
    assert faults_of(taken_in, zipped((f"{wrong}.json", TEXT), (f"{GOLDEN}.json", TEXT))) == [
        f"archive.zip, {wrong}.json: damaged: its content is not what its name says. Restore it from another copy"
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_document_that_is_there_twice_is_refused(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    (fault,) = faults_of(taken_in, zipped((f"{GOLDEN}.json", TEXT), (f"{GOLDEN}.json", TEXT)))
    assert fault.endswith("there twice. Take one away")


@pytest.mark.parametrize("content", [b"[]", b'{"a": 1}', b'{"a":0.5}', b"{", b"", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_document_is_refused_under_its_right_hash_too(
    taken_in: Callable[[bytes], tuple[str, ...]], content: bytes
) -> None:
    (fault,) = faults_of(taken_in, zipped((f"{hash_of(content)}.json", content)))
    assert fault.startswith(f"archive.zip, {hash_of(content)}.json")


def test_another_way_of_packing_is_refused(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    for compression in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        (fault,) = faults_of(taken_in, zipped((f"{GOLDEN}.json", TEXT), compression=compression))
        assert fault.endswith("encrypted, or packed in a way other than deflate. Pack it again")
    assert taken_in(zipped((f"{GOLDEN}.json", TEXT), compression=zipfile.ZIP_STORED)) == (GOLDEN,)


def test_an_encrypted_entry_is_refused(taken_in: Callable[[bytes], tuple[str, ...]]) -> None:
    content = bytearray(zipped((f"{GOLDEN}.json", TEXT)))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[content.index(b"PK\x03\x04") + 6] |= 1
    (fault,) = faults_of(taken_in, bytes(content))
    assert fault.endswith("encrypted, or packed in a way other than deflate. Pack it again")


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"not a zip file", b"PK\x05\x06" + bytes(18)[:10], SOUND[:-1], SOUND[9:]]
)
def test_what_is_no_zip_file_is_refused(taken_in: Callable[[bytes], tuple[str, ...]], content: bytes) -> None:
    (fault,) = faults_of(taken_in, content)
    assert fault.startswith("archive.zip")


# Bombs


def packed(size: int) -> tuple[str, bytes]:
    """A document of so many bytes, which is packed in a thousandth."""
    text = archived_text({"x": "y" * (size - len('{"x":""}'))})
    return f"{hash_of(text)}.json", text


def test_an_entry_larger_than_a_document_is_refused_before_it_is_unpacked(
    taken_in: Callable[[bytes], tuple[str, ...]],
) -> None:
    bomb = zipped((f"{GOLDEN}.json", b"y" * (MOST_BYTES + 1)))
    (fault,) = faults_of(taken_in, bomb)
    assert fault.endswith("larger than a document may be")


def test_an_entry_that_says_it_is_small_is_unpacked_no_further_than_it_says(
    taken_in: Callable[[bytes], tuple[str, ...]],
) -> None:
    bomb = zipped((f"{GOLDEN}.json", b"y" * 300_000_000))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = bomb.index(mark) + place
        bomb = bomb[:at] + struct.pack("<L", 1_000) + bomb[at + 4 :]
    tracemalloc.start()
    faults = faults_of(taken_in, bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert faults == [f"archive.zip, column {GOLDEN}.json: damaged. Fetch the file again"]
    assert most < 20_000_000


def test_entries_that_are_too_much_together_are_refused_before_one_is_unpacked(
    taken_in: Callable[[bytes], tuple[str, ...]],
) -> None:
    name, text = packed(MOST_BYTES)
    bomb = bytearray(zipped((name, text)))
    end = bomb.index(b"PK\x05\x06")
    directory = bomb[bomb.index(b"PK\x01\x02") : end]
    names = [f"{number:064x}.json".encode() for number in range(101)]
    entries = [bytes(directory).replace(name.encode(), each) for each in names]
    whole = bytes(bomb[: bomb.index(b"PK\x01\x02")]) + b"".join(entries)
    whole += b"PK\x05\x06\0\0\0\0" + struct.pack(
        "<HHLLH", 101, 101, sum(map(len, entries)), bomb.index(b"PK\x01\x02"), 0
    )
    begun = time.process_time()
    (fault,) = faults_of(taken_in, whole)
    assert fault == "archive.zip: too large when unpacked. Export to a folder, and import that"
    assert time.process_time() - begun < 2


def test_a_list_of_more_entries_than_an_archive_exports_is_not_read(
    taken_in: Callable[[bytes], tuple[str, ...]],
) -> None:
    (fault,) = faults_of(taken_in, b"PK\x01\x02" * (MOST_DOCUMENTS + 1) + SOUND)
    assert fault == "archive.zip: too large. Export to a folder, and import that"


def test_a_file_larger_than_an_archive_exports_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "archive.zip").open("wb") as file:
        file.truncate(50 * MOST_ZIPPED)  # takes no room on the disk
    begun = time.process_time()
    with pytest.raises(DefinitionError, match="too large"):
        import_archive(tmp_path / "archive.zip", ArchiveFolder(tmp_path / "to"))
    assert time.process_time() - begun < 5


# Any bytes at all


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_a_changed_or_cut_zip_file_is_refused_or_holds_what_it_held(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    folder = tmp_path_factory.mktemp("changed")
    (folder / "archive.zip").write_bytes(content[:cut])
    archive = ArchiveFolder(folder / "to")
    try:
        names = import_archive(folder / "archive.zip", archive)
    except DefinitionError:
        assert not archive.path.exists()
    else:
        assert all(archive.get(name) in (POLICY, SCHEME, *many(5)) for name in names)


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_any_bytes_after_the_mark_of_a_zip_file_are_refused(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    for number, content in enumerate((junk, b"PK\x03\x04" + junk, junk + b"PK\x05\x06" + junk[:18].ljust(18, b"\0"))):
        (folder / f"{number}.zip").write_bytes(content)
        try:
            assert import_archive(folder / f"{number}.zip", ArchiveFolder(folder / "to")) == ()
        except DefinitionError:
            assert not (folder / "to").exists()
