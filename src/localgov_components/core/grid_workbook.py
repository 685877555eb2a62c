r"""The sheet of an XLSX workbook that is to be read (ECMA-376 part 1, section 12, and part 2).

A workbook is an archive of XML parts. What comes from outside is opened with care: only the parts that the
sheet needs are unpacked, each up to a stated size, however little room it takes in the archive. Nothing
needs to be installed for it. The libraries that read whole workbooks hold much more of them in memory, do
not guard against XML that is made to overwhelm them, and turn every number into a float.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.grid_cell import USUAL_LIMITS, Cells, GridFaults, GridLimits
from localgov_components.core.grid_number import Shown, format_of
from localgov_components.core.grid_sheet import SheetContext, read_sheet
from localgov_components.core.grid_strings import read_strings
from localgov_components.core.grid_xml import read_xml

__all__ = ["MOST_UNPACKED", "read_xlsx"]

MOST_UNPACKED = USUAL_LIMITS.unpacked
"""Bytes of one part once it is unpacked: several times what a sheet full of rules takes."""

_MOST_NAMED = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Excel 97 begins, and a workbook with a password, which is wrapped in one ([MS-CFB], [MS-OFFCRYPTO])."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "Open it in a spreadsheet and save it as XLSX"


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    relation: str
    is_hidden: bool


class _Asked(NamedTuple):
    """The sheet that was asked for, if one was, how it is named, and what takes cells that cannot be read."""

    name: str | None
    naming: str
    unreadable: set[tuple[int, int]] | None


@dataclass(slots=True)
class _Book:
    """What the main part of a workbook says."""

    sheets: list[_Sheet] = field(default_factory=list)
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class _Relation:
    """A part that another part points at; `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


def read_xlsx(
    content: bytes,
    name: str,
    *,
    sheet: str | None,
    limits: GridLimits = USUAL_LIMITS,
    naming: str = "sheet=…",
    unreadable: set[tuple[int, int]] | None = None,
) -> tuple[str, Cells, GridFaults]:
    """The name of the sheet, its cells by row and column, and the mistakes in them.

    `naming` is how the caller names a sheet, for the message that asks for it; for `unreadable` see `GridFaults`.
    Raises `DefinitionError` when there is no such workbook or sheet.
    """
    try:
        with _archive(content) as archive:
            return _read(archive, name, _Asked(sheet, naming, unreadable), limits)
    except InvalidValueError as error:
        raise DefinitionError([Fault(name, str(error).rstrip("."))]) from None


def _read(archive: zipfile.ZipFile, name: str, asked: _Asked, limits: GridLimits) -> tuple[str, Cells, GridFaults]:
    main = next((each.part for each in _relations(archive, "") if each.kind == "officeDocument"), None)
    if main is None or main.endswith(".bin"):
        raise _refused(f"{_other_form(archive)}. {_SAVE_AGAIN}")
    relations = _relations(archive, main)
    book = _book(archive, main)
    worksheets = {each.id: each.part for each in relations if each.kind == "worksheet"}
    chosen = _chosen([each for each in book.sheets if each.relation in worksheets], asked)
    faults = GridFaults(f"{name}, sheet '{chosen.name}'", unreadable=asked.unreadable)
    if any(each.kind == "externalLink" for each in relations):
        faults.add("the workbook takes values from other files. Break the links (Data, Edit Links)")
    strings, styles = (_part_of_kind(archive, relations, kind, limits) for kind in ("sharedStrings", "styles"))
    context = SheetContext(
        strings=read_strings(strings, most_elements=limits.elements) if strings else (),
        shown=_shown(styles) if styles else (),
        since_1904=book.since_1904,
    )
    content = _part(archive, worksheets[chosen.relation], limits)
    return chosen.name, read_sheet(content, context, faults, limits), faults


@contextmanager
def _archive(content: bytes) -> Iterator[zipfile.ZipFile]:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise _refused("protected with a password. Save it without one")
        raise _refused("a workbook in the form of Excel 97 (.xls). Save it as XLSX")
    if not content.startswith(b"PK"):
        raise _refused(f"not an XLSX workbook. {_SAVE_AGAIN}")
    with _damage():
        archive = zipfile.ZipFile(BytesIO(content))
    with archive:
        names = archive.namelist()
        if len(set(names)) < len(names):
            raise _refused(f"damaged: two parts of the archive have one name. {_SAVE_AGAIN}")
        yield archive


@contextmanager
def _damage() -> Iterator[None]:
    """Turn what the archive's library raises, when an archive is cut, altered or packed unusually, into a refusal."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        raise _refused(f"damaged, or not an XLSX workbook. {_SAVE_AGAIN}") from None


def _part(archive: zipfile.ZipFile, name: str, limits: GridLimits = USUAL_LIMITS) -> bytes:
    """A part, unpacked: never more of it than the archive says there is, and that no more than the limit."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise _refused(f"damaged: a part of the workbook is missing. {_SAVE_AGAIN}") from None
    if info.file_size > limits.unpacked:
        raise _refused(f"a part of it has more than {limits.unpacked >> 20} MB. Keep only the table in the workbook")
    with _damage():
        return archive.read(info)


def _part_of_kind(
    archive: zipfile.ZipFile, relations: Sequence[_Relation], kind: str, limits: GridLimits
) -> bytes | None:
    name = next((each.part for each in relations if each.kind == kind), None)
    return _part(archive, name, limits) if name else None


def _relations(archive: zipfile.ZipFile, part: str) -> list[_Relation]:
    """The parts that a part points at; those that the whole archive points at, for the part without a name."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[_Relation] = []

    def start(tag: str, of: dict[str, str]) -> None:
        if tag == "Relationship":
            kind = of.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, of.get("Target", "")))
            found.append(_Relation(of.get("Id", ""), kind, target.lstrip("/")))

    if listed in archive.namelist():
        read_xml(_part(archive, listed), started=start)
    return found


def _book(archive: zipfile.ZipFile, main: str) -> _Book:
    book = _Book()

    def start(tag: str, of: dict[str, str]) -> None:
        if tag == "sheet":
            # The id of the relation is the only one of its attributes that has a namespace, which may be one of two.
            relation = next((value for key, value in of.items() if key.endswith(" id")), "")
            book.sheets.append(_Sheet(of.get("name", ""), relation, of.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            book.since_1904 = of.get("date1904") in ("1", "true")

    read_xml(_part(archive, main), started=start)
    return book


def _chosen(sheets: Sequence[_Sheet], asked: _Asked) -> _Sheet:
    visible = [each for each in sheets if not each.is_hidden]
    names = _names(visible, asked.naming)
    if asked.name is not None:
        found = next((each for each in sheets if each.name == asked.name), None)
        if found and not found.is_hidden:
            return found
        raise _refused(f"{'the sheet that was named is hidden' if found else 'no such sheet'}. {names}")
    if len(visible) == 1:
        return visible[0]
    raise _refused(f"{'several sheets' if visible else 'no sheet that is shown'}. {names}")


def _names(sheets: Sequence[_Sheet], naming: str) -> str:
    if not sheets:
        return "Show the one that is meant"
    more = ", …" if len(sheets) > _MOST_NAMED else ""
    return f"Name one with {naming}: {', '.join(each.name for each in sheets[:_MOST_NAMED])}{more}"


def _shown(styles: bytes) -> list[Shown]:
    """What the number format of each cell style makes of a number."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def start(tag: str, of: dict[str, str]) -> None:
        inside.append(tag)
        number = of.get("numFmtId", "0")
        place = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0  # noqa: PLR2004
        if tag == "numFmt":
            codes[place] = of.get("formatCode", "")
        elif inside[-2:] == ["cellXfs", "xf"]:
            formats.append(place)

    read_xml(styles, started=start, ended=lambda _: inside.pop())
    known = {number: format_of(number, codes) for number in set(formats)}
    return [known[number] for number in formats]


def _other_form(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        return "an OpenDocument spreadsheet"
    return (
        "a binary workbook (.xlsb)" if any(name.endswith("workbook.bin") for name in names) else "not an XLSX workbook"
    )


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(f"{message}.", code="workbook.refused")
