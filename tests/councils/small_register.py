"""A register of four fictional councils, written to a folder, with whatever change a test makes to it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

TABLES: Mapping[str, str] = {
    "councils.csv": """\
slug,name,name_cy,nation,kind,start,end,successors,local_custodian_code
ambleford,Ambleford District Council,,england,district,,2023-03-31,westmarch,
brackwater,Brackwater Borough Council,,england,district,,,,9901
coldshire,Coldshire County Council,,england,county,,,,9902
westmarch,Westmarch Council,,england,unitary,2023-04-01,,,9903
""",
    "area_codes.csv": """\
slug,gss_code,start,end,note
ambleford,E07999001,2009-01-01,2023-03-31,
brackwater,E07999002,2009-01-01,2013-03-31,
brackwater,E07999003,2013-04-01,,
coldshire,E10999001,2009-01-01,,
westmarch,E06999001,2023-04-01,,
""",
    "former_names_and_kinds.csv": """\
slug,name,kind,start,end
brackwater,Brackwater District Council,district,,2012-12-31
brackwater,Brackwater Borough Council,district,2013-01-01,
""",
    "district_counties.csv": "district,county\nambleford,coldshire\nbrackwater,coldshire\n",
    "structural_changes.csv": """\
date,predecessors,successors,continuing,name
2023-04-01,ambleford,westmarch,,Westmarch: a new council
""",
    "responsibilities.csv": """\
kind,service_family,answers,lgsl_ids,note
county,libraries,yes,438,
district,libraries,no,438,
county,waste-collection,no,524;528,
district,waste-collection,yes,524;528,
""",
}

HEAD = 'format = 1\ncompiled = 2026-01-01\nsources = 1\nattribution = ["Invented."]\n'
SOURCE = '\n[source."Nobody"]\nfiles = "none"\nversion = "1"\nlicence = "none"\nretrieved = 2026-01-01\n'


def manifest(tables: Mapping[str, str]) -> str:
    """The manifest that seals the tables."""
    seals = [
        f'\n[file."{name}"]\nrows = {text.count(chr(10)) - 1}\nsha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n'
        for name, text in tables.items()
    ]
    return "".join([HEAD, *seals, SOURCE])


def write(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the register, with some files changed and sealed as they then are."""
    tables = {**TABLES, **(changed or {})}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "manifest.toml").write_text(manifest(tables), encoding="utf-8", newline="\n")
    return folder
