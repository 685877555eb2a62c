import gzip
import json
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES
from tests.address.sources.reads import refusal, written

from localgov_components.address import PlainAddresses
from localgov_components.core import DefinitionError
from localgov_components.core.csv_kinds import not_csv
from localgov_components.tables.table import open_table


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(b"uprn,address\n", mtime=0), "packed by gzip. Unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a workbook, not CSV. Save it as 'CSV UTF-8'"),
        (b"SQLite format 3\0" + bytes(500), "a database, such as a GeoPackage"),
        (b"PK\x05\x06" + bytes(18), "an archive with nothing in it"),
        (b"%PDF-1.7\n", "a PDF"),
        (json.dumps({"uprn": "1"}).encode(), "JSON"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<title>Sign in</title>\n", "a web page"),
        (b'<?xml version="1.0"?>', "XML"),
        ("uprn,address\n".encode("utf-32"), "in UTF-32"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_by_what_it_is(tmp_path: Path, content: bytes, says: str) -> None:
    path = written(tmp_path, content)
    (fault,) = refusal(PlainAddresses(path))
    assert says in fault.message
    with pytest.raises(DefinitionError) as refused:
        open_table(path)
    assert refused.value.faults[0].message == fault.message


@pytest.mark.parametrize(
    "first", [b"", b"UPRN,Address", b"PAR1,PAR2", b"BZh,x", b"<5,>5", b"7zx", EXAMPLES.read_bytes()]
)
def test_what_may_be_csv_is_left_to_be_read(first: bytes) -> None:
    assert not_csv(first) is None
