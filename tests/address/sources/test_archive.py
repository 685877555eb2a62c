import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES
from tests.address.sources.reads import written

from localgov_components.address import Gazetteer
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError

CSV = "UPRN,Address\n1,Barn End\n"
ENCRYPTED = 1


def packed(*names: str, content: bytes = CSV.encode(), method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_csv_in_an_archive_is_read_as_it_is(tmp_path: Path, method: int, encoding: str) -> None:
    content = CSV.encode(encoding)
    names = ("Doc/licence.txt", "Data/", "Data/osopenuprn.CSV", "__MACOSX/._osopenuprn.csv")
    reading = SourceReading(written(tmp_path, packed(*names, content=content, method=method)))
    assert "".join(reading.lines()) == CSV
    assert reading.sha256 == hashlib.sha256(content).hexdigest()


def test_a_gazetteer_is_built_from_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "core.zip"
    path.write_bytes(packed("Data/core.csv", content=EXAMPLES.read_bytes()))
    told: list[tuple[int, int]] = []
    report = Gazetteer.build(path, tmp_path / "a.gazetteer", progress=lambda done, total: told.append((done, total)))
    assert (report.addresses, report.sources[0].name) == (421, "core.zip")
    assert 0 < told[-1][0] <= told[-1][1] == path.stat().st_size


def encrypted() -> bytes:
    content = packed("a.csv")
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(header) + flags
        content = content[:place] + bytes([content[place] | ENCRYPTED]) + content[place + 1 :]
    return content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed("licence.txt", "inner.zip"), r"an archive with no CSV in it\. Unpack it"),
        (packed("a.csv", "b/c.csv"), r"an archive with 2 CSV files in it\. Unpack it, and give those that are wanted"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), r"a workbook, not CSV\. Save it as 'CSV UTF-8'"),
        (packed("mimetype", "content.xml"), r"a workbook, not CSV"),
        (packed("a.csv", method=zipfile.ZIP_BZIP2), r"packed in an unusual way\. Unpack it"),
        (encrypted(), r"an archive with a password\. Unpack it"),
        (packed("a.csv", method=zipfile.ZIP_STORED).replace(b"Barn", b"Bran"), r"a damaged archive.* Copy it again"),
        (packed("a.csv")[:-30], r"a damaged archive.* Copy it again"),
    ],
)
def test_an_archive_that_cannot_be_read_so_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, says: str
) -> None:
    with pytest.raises(DefinitionError, match=says):
        list(SourceReading(written(tmp_path, content)).lines())


def test_an_archive_is_refused_wherever_it_is_damaged_and_never_read_otherwise(tmp_path: Path) -> None:
    whole = packed("a.csv")
    read = refused = 0
    for place in range(len(whole)):
        path = written(tmp_path, whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            lines = "".join(SourceReading(path).lines())
        except DefinitionError:
            refused += 1
        else:
            read += lines == CSV
            assert lines == CSV or place < len(b"PK\x03\x04")
    assert read > 0
    assert refused > len(whole) / 3
