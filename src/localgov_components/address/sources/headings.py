"""Which column is which: the headings of a source held against those that it must have.

>>> from pathlib import Path
>>> require_headings(["UPRN", "X", "Lattitude"], ("uprn", "x", "latitude"), "a product", SourceReading(Path("a.csv")))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  a.csv, line 1, column latitude: this column is missing.
  a.csv, line 1, column lattitude: not a column of a product. Is it latitude?
"""

import difflib
from collections import Counter
from collections.abc import Sequence

from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError, Fault

__all__ = ["require_headings"]

_FEWEST_KNOWN = 2
_LONGEST_QUOTED = 40
_MOST_LISTED = 50


def require_headings(first: Sequence[str], columns: Sequence[str], product: str, reading: SourceReading) -> list[str]:
    """The columns in the file's order, each of `columns` once and no other.

    Headings are compared without case. Raises `DefinitionError` with every heading that is wrong. A first line
    that is no line of headings is not quoted, since it may be an address; and where figures are among them, those
    that are wrong are named by their place, since a row may follow in the same line.
    """
    given = [heading.strip().lower() for heading in first]
    if len(set(given) & set(columns)) < min(_FEWEST_KNOWN, len(columns)):
        raise reading.refused(f"this line must name the columns of {product}.", line=1)
    missing = [name for name in columns if name not in given]
    faults: list[tuple[str | None, str]] = [(name, "this column is missing.") for name in missing]
    unknown = [name for name in given if name not in columns]
    may_be_values = any(map(str.isdigit, "".join(unknown)))
    for name, times in Counter(given).items():
        if len(faults) >= _MOST_LISTED:
            faults.append((None, "more columns than these are wrong: this is another file."))
            break
        if name not in columns:
            near = difflib.get_close_matches(name, missing, n=1)
            meant = f" Is it {near[0]}?" if near else ""
            shown = str(given.index(name) + 1) if may_be_values else name[:_LONGEST_QUOTED]
            faults.append((shown, f"not a column of {product}.{meant}"))
        elif times > 1:
            faults.append((name, f"this column is given {times} times."))
    if faults:
        listed = [Fault(reading.path.name, message, line=1, column=name) for name, message in faults]
        raise DefinitionError(listed, code="gazetteer.source")
    return given
