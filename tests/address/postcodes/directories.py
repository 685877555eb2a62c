"""Made-up directories under the headings of true releases."""

from pathlib import Path

HEADINGS = {
    "May 2018": "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,usertype,oseast1m,osnrth1m,osgrdind,lat,long",
    "August 2024": "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,usertype,oseast1m,osnrth1m,osgrdind,lat,long",
    "November 2025": "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,usrtypind,east1m,north1m,gridind,lat",
}
"""As many of them as there is something to learn from."""

NAMES = {
    "pcds": "postcode",
    "dointr": "introduced",
    "doterm": "terminated",
    **dict.fromkeys(("oslaua", "lad25cd"), "district"),
    **dict.fromkeys(("usertype", "usrtypind"), "user_type"),
    **dict.fromkeys(("oseast1m", "east1m"), "easting"),
    **dict.fromkeys(("osnrth1m", "north1m"), "northing"),
    **dict.fromkeys(("osgrdind", "gridind"), "quality"),
}

USUAL = {
    "introduced": "198001",
    "terminated": "",
    "district": "E07000240",
    "user_type": "0",
    "easting": "333000",
    "northing": "0081000",
    "quality": "1",
}


def directory(path: Path, *rows: dict[str, str], release: str = "November 2025") -> Path:
    """Write a directory; each row says its postcode and what differs from the usual."""
    headings = HEADINGS[release].split(",")
    lines = [
        ",".join(f'"{(USUAL | row).get(NAMES.get(heading, ""), "E99999999")}"' for heading in headings) for row in rows
    ]
    path.write_text("\r\n".join([HEADINGS[release], *lines, ""]), encoding="utf-8-sig", newline="")
    return path


def onsud(path: Path, *rows: tuple[str, str]) -> Path:
    """Write a UPRN directory of a newer release: a postcode and a district for each property."""
    lines = [f"{199_990_000 + number},333000,81000,{row[0]},{row[1]}" for number, row in enumerate(rows)]
    path.write_text("\n".join(["UPRN,GRIDGB1E,GRIDGB1N,PCDS,LAD25CD", *lines, ""]), encoding="utf-8")
    return path
