"""Calendar files: the JSON of GOV.UK, and our own, which says where its days come from and is sealed.

GOV.UK (https://www.gov.uk/bank-holidays.json) has one object for each division:

    {"scotland": {"division": "scotland", "events": [{"title": "…", "date": "2027-01-01", "notes": ""}]}}

Ours has the same under `divisions`, a `format`, and a `manifest` with source, licence, attribution, day of
retrieval, number of rows, and a SHA-256 of the days. Keys that are not known are passed over within divisions and
events: GOV.UK has added some. Titles may have straight or curly quotation marks.

A file is refused whole, with every fault.

>>> read_calendar(b'{"scotland": {"events": [{"title": "New Year", "date": "2027-01-32"}]}}', "holidays.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 3 mistakes; nothing was loaded:
  holidays.json, column england-and-wales: this division is missing. A calendar has all three
  holidays.json, column northern-ireland: this division is missing. A calendar has all three
  holidays.json, column scotland, event 1: '2027-01-32' is no date such as 2027-01-01
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.calendar_events import read_divisions
from localgov_components.calendars.division import Division
from localgov_components.calendars.provenance import GOV_UK, Provenance
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.json_text import read_json

__all__ = ["FORMAT", "read_calendar", "write_calendar"]

FORMAT = 1
"""The version of our own format that this module reads and writes."""

_LARGEST = 4_000_000
"""A hundred times the size of seventeen years of bank holidays."""
_DIGEST_LETTERS = 64


def read_calendar(content: bytes, source: str) -> tuple[list[BankHoliday], Provenance]:
    """The days of a calendar file and where they come from. Raises `DefinitionError` with every fault."""
    faults: list[Fault] = []
    table = _table(content, source)
    if "format" not in table:
        days = read_divisions(table, source, faults)
        DefinitionError.raise_for(faults)
        return days, GOV_UK._replace(source_sha256=hashlib.sha256(content).hexdigest())
    _check_format(table["format"], source)
    divisions = _object(table, "divisions", source, faults)
    days = read_divisions(divisions, source, faults)
    provenance = _manifest(_object(table, "manifest", source, faults), divisions, len(days), source, faults)
    DefinitionError.raise_for(faults)
    return days, provenance


def write_calendar(days: Iterable[BankHoliday], provenance: Provenance) -> bytes:
    """Our own file of these days, sealed."""
    days = sorted(days)
    divisions = {
        division.value: {
            "events": [
                {"title": each.name, "date": each.day.isoformat(), "notes": each.note}
                for each in days
                if each.division is division
            ]
        }
        for division in Division
    }
    manifest = {
        "source": provenance.source,
        "licence": provenance.licence,
        "attribution": provenance.attribution,
        "retrieved": provenance.retrieved and provenance.retrieved.isoformat(),
        "source_sha256": provenance.source_sha256,
        "notes": list(provenance.notes),
        "rows": len(days),
        "sha256": _seal(divisions),
    }
    text = json.dumps({"format": FORMAT, "manifest": manifest, "divisions": divisions}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _table(content: bytes, source: str) -> Mapping[str, object]:
    table = read_json(content, source=source, most_characters=_LARGEST)
    if isinstance(table, dict):
        return table
    raise DefinitionError([Fault(source, "not a calendar: a JSON object with a key for each division is needed")])


def _check_format(version: object, source: str) -> None:
    if version == FORMAT and type(version) is int:
        return
    newer = type(version) is int and version > FORMAT
    message = (
        f"made for format {version}; this version reads {FORMAT}: update localgov-components"
        if newer
        else f"there is no such format; this version reads {FORMAT}"
    )
    raise DefinitionError([Fault(source, message, column="format")])


def _object(table: Mapping[str, object], key: str, source: str, faults: list[Fault]) -> Mapping[str, object]:
    found = table.get(key)
    if found and isinstance(found, dict):
        return found
    faults.append(Fault(source, "this object is missing or empty", column=key))
    return {}


def _manifest(
    manifest: Mapping[str, object], divisions: Mapping[str, object], rows: int, source: str, faults: list[Fault]
) -> Provenance:
    texts = {}
    for key in ("source", "licence", "attribution"):
        text = manifest.get(key)
        texts[key] = text if isinstance(text, str) else ""
        if manifest and not texts[key].strip():
            faults.append(Fault(source, "this text is missing", column=f"manifest.{key}"))
    if manifest and not faults and (manifest.get("rows"), manifest.get("sha256")) != (rows, _seal(divisions)):
        faults.append(
            Fault(
                source,
                "the days are not those that were sealed: the file is cut, or was changed by hand. "
                "Make it again with: localgov calendars update",
                column="manifest.sha256",
            )
        )
    notes = manifest.get("notes")
    return Provenance(
        **texts,
        retrieved=_retrieved(manifest.get("retrieved"), source, faults),
        source_sha256=str(manifest.get("source_sha256", ""))[:_DIGEST_LETTERS],
        notes=tuple(map(str, notes)) if isinstance(notes, list) else (),
    )


def _retrieved(text: object, source: str, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        faults.append(Fault(source, "no date such as 2026-11-23", column="manifest.retrieved"))
        return None


def _seal(divisions: Mapping[str, object]) -> str:
    # A number with a point stands in no calendar, and must not stop the faults from being told.
    plain = json.dumps(divisions, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
