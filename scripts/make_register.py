"""Make the councils room's package data from a folder of tables.

    python scripts/make_register.py FOLDER             copies the tables, sorted, and seals them
    python scripts/make_register.py FOLDER --into OUT  makes a register elsewhere, for Register.load(OUT)

FOLDER holds the six tables that docs/reference/file-formats.md describes. Rows are sorted by the columns that
the format sorts by; nothing else is changed. What is written is then read back, and when anything in it is
wrong every fault is shown, and the exit code is 1.
"""

import argparse
import csv
import hashlib
import io
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from localgov_components.core.errors import DefinitionError
from localgov_components.core.files import replace_file
from localgov_components.councils.contents import read_contents
from localgov_components.councils.manifest import FORMAT, MANIFEST
from localgov_components.councils.tables import TABLES, Table

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "localgov_components" / "councils" / "data"

COMPILED = date(2026, 11, 23)
"""The day on which the facts were compiled: every source was read by then, and its version says exactly what."""

ATTRIBUTION = (
    (
        "Council names and codes © mySociety and contributors, licensed CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/), modified: re-structured and corrected."
    ),
    (
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for "
        "National Statistics, Government Digital Service registers, Ministry of Housing, Communities and Local "
        "Government planning data."
    ),
    (
        "Local custodian codes and service ids from alphagov/local-links-manager, © Crown Copyright (Government "
        "Digital Service), MIT licence."
    ),
)


class Read(NamedTuple):
    """What was read: whose, which files, at which version, under which licence."""

    name: str
    files: str
    version: str
    licence: str


OGL = "Open Government Licence v3.0"
SOURCES = (
    Read(
        "mysociety/uk_local_authority_names_and_codes",
        "data/packages/uk_la_future/uk_local_authorities_future.csv",
        "67ef8b118938678401a452f4f19f669a7221cc73 (July 2025)",
        "CC BY 4.0",
    ),
    Read(
        "alphagov/local-links-manager",
        "data/local-authorities.csv, lgsl_lgil_fallback_links.csv",
        "a9e5e8ed7bd9cb7269529cee8fe3df632c3c0098 (August 2026); ended councils as of a9e8b570 (July 2022)",
        "MIT",
    ),
    Read(
        "digital-land/organisation-collection",
        "data/local-authority.csv",
        "94533fd710fc1bb719274044e73b720e92da8f2e (February 2025)",
        OGL,
    ),
    Read(
        "Office for National Statistics, Code History Database, July 2024",
        "E06, E07, E08, E09, E10, E47, E61, W06, S12, N09, as split by open-innovations/geography-code-adder",
        "5c33e2d9f4c969d9c9b69d2fe6c8a07ba0e58b7b (August 2024)",
        f"{OGL}; the repository itself states no licence",
    ),
    Read(
        "openregister/local-authority-data, the former government registers",
        "principal-local-authority.tsv, local-authority-sct.tsv, local-authorities.tsv of England and Northern Ireland",
        "68f499152ba799feae602e67c6e30ae0914f2230 (February 2018)",
        OGL,
    ),
    Read(
        "mysociety/mapit",
        "mapit_gb/controls, mapit_gb/data: only facts were read, about recodes and the councils of 2009",
        "d4f413d60938f5ef3257ddb7797e9a6acb9f7032 (January 2026)",
        "AGPL v3 for its code",
    ),
    Read(
        "ideal-postcodes/postcodes.io",
        "data/districts.json, read as evidence only",
        "b593f05ecd33e73239f1ab336deae54e13ead084 (February 2026)",
        "MIT",
    ),
    Read(
        "Legislation and official pages",
        (
            "SI 2008/491, SI 2008/907, 2010/353, SI 2012/667, SI 2013/595, SI 2013/596, SSI 2017/430, SSI 2018/308, "
            "SI 2024/402, SI 2024/1328, SI 2025/113; pages of councils and of the government"
        ),
        "as made",
        OGL,
    ),
)


def main(arguments: list[str]) -> int:
    """Make the register and say what came of it."""
    parser = argparse.ArgumentParser(description="Make the councils room's package data from a folder of tables.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=DATA)
    chosen = parser.parse_args(arguments)
    chosen.into.mkdir(parents=True, exist_ok=True)
    files = {table: sorted_table(table, (chosen.folder / table.name).read_text(encoding="utf-8")) for table in TABLES}
    for table, content in files.items():
        replace_file(chosen.into / table.name, content)
    replace_file(chosen.into / MANIFEST, manifest(files).encode())
    try:
        contents = read_contents(chosen.into)
    except DefinitionError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{chosen.into}: {len(contents.councils)} bodies, compiled {contents.manifest.compiled}")
    return 0


def sorted_table(table: Table, text: str) -> bytes:
    """The table with its rows in the order of the format, in UTF-8 with one line end."""
    headings, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    key = [headings.index(column) for column in table.key]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(
        [headings, *sorted(rows, key=lambda row: [row[at] for at in key])]
    )
    return target.getvalue().encode()


def manifest(files: dict[Table, bytes]) -> str:
    """The manifest that seals the tables."""
    lines = [
        "# Made by scripts/make_register.py. Each source was retrieved on the day given or earlier.",
        f"format = {FORMAT}",
        f"compiled = {COMPILED}",
        f"sources = {len(SOURCES)}",
        f"attribution = [\n{''.join(f'  {quoted(line)},{chr(10)}' for line in ATTRIBUTION)}]",
    ]
    for table, content in files.items():
        rows = sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
        digest = hashlib.sha256(content).hexdigest()
        lines += ["", f"[file.{quoted(table.name)}]", f"rows = {rows}", f"sha256 = {quoted(digest)}"]
    for read in SOURCES:
        lines += ["", f"[source.{quoted(read.name)}]", f"files = {quoted(read.files)}"]
        lines += [f"version = {quoted(read.version)}", f"licence = {quoted(read.licence)}", f"retrieved = {COMPILED}"]
    return "\n".join([*lines, ""])


def quoted(text: str) -> str:
    """The text as TOML writes it; none of ours has a quotation mark or a backslash."""
    return f'"{text}"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
