r"""What a file is that was taken for CSV and is none, by its first bytes.

A product comes as a GeoPackage as well as in CSV, a download may be a page that asks to sign in, and a spreadsheet
saves workbooks. Each would be refused as a table without the right columns, which does not help.

>>> not_csv(b"SQLite format 3\0")
'a database, such as a GeoPackage, not CSV. Download or export it as CSV.'
>>> not_csv(b"UPRN,Address\n") is None
True
"""

import codecs

__all__ = ["not_csv"]

_UNPACK = "Unpack it, and give the CSV."
_SAVE = "Save it as 'CSV UTF-8' in the spreadsheet."
_EXPORT = "Download or export it as CSV."

_FIRST_BYTES = {
    b"\x1f\x8b": f"packed by gzip. {_UNPACK}",
    b"BZh91AY&SY": f"packed by bzip2. {_UNPACK}",
    b"\xfd7zXZ\0": f"packed by xz. {_UNPACK}",
    b"7z\xbc\xaf\x27\x1c": f"a 7-Zip archive. {_UNPACK}",
    b"Rar!\x1a\x07": f"a RAR archive. {_UNPACK}",
    b"PK\x05\x06": "an archive with nothing in it. Download it again.",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": f"a workbook, not CSV. {_SAVE}",
    b"SQLite format 3\0": f"a database, such as a GeoPackage, not CSV. {_EXPORT}",
    b"PAR1\x15": f"Parquet, not CSV. {_EXPORT}",
    b"%PDF-": f"a PDF, not CSV. {_EXPORT}",
    b"{": f"JSON, not CSV. {_EXPORT}",
    codecs.BOM_UTF32_LE: f"in UTF-32. {_SAVE}",
    codecs.BOM_UTF32_BE: f"in UTF-32. {_SAVE}",
}
_MARKUP = (b"<!doctype", b"<html", b"<?xml")


def not_csv(first: bytes) -> str | None:
    """What a file is that begins so, and what to do; None for what may be CSV."""
    text = first.removeprefix(codecs.BOM_UTF8).lstrip()
    if text[:9].lower().startswith(_MARKUP):
        return f"a web page or XML, not CSV: perhaps one that asks to sign in. {_EXPORT}"
    return next((kind for mark, kind in _FIRST_BYTES.items() if text.startswith(mark)), None)
