"""How the first rows of a column are written: which words mean yes, which way round dates are, pounds or pence.

What is told of a column are words that anybody would know (`y`, `n/k`), or that the fact itself has, and counts of the
rest. Other values stay in the file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.cells import as_text, read_cells
from localgov_components.eligibility.population.files.mapping.day_pattern import ISO, DayPattern
from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, is_enum
from localgov_components.eligibility.population.files.suggesting.likeness import words_of
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration
from localgov_components.tables.blanks import folded, trimmed

with needs_extra("population"):
    import polars as pl

__all__ = ["Sampled", "is_key", "sampled"]

_YES = frozenset({"y", "yes", "true", "t", "1"})
_NO = frozenset({"n", "no", "false", "f", "0"})
_UNKNOWN = frozenset({"?", "-", "n/k", "nk", "not known", "unknown", "not stated", "n/a", "na", "null", "nan", "#n/a"})
_DATES = ("DD/MM/YYYY", "DD-MM-YYYY", "DD.MM.YYYY", "YYYYMMDD", "DD Mon YYYY", "DD-Mon-YYYY", "DD Month YYYY",
          "YYYY/MM/DD", "MM/DD/YYYY")  # fmt: skip
_POUNDS = r"[.£]"
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Sampled:
    """How a column seems to be written, as keys of a mapping, and what share of its cells can be read so.

    `other` is how many different words of it are not understood; `amounts` is None where pounds and pence look alike.
    """

    keys: Mapping[str, Any] = field(default_factory=dict)
    share: float = 1.0
    other: int = 0


def sampled(cells: pl.Series, fact: FactDeclaration) -> Sampled:
    """How a column is written, if it holds a fact."""
    if cells.dtype.is_nested() or cells.dtype in (pl.Binary, pl.Object):
        return Sampled(share=0.0)
    text = trimmed(as_text(cells))
    words = Counter({folded(word): number for word, number in text.value_counts().iter_rows() if word})
    unknown = sorted(word for word in words if word in _UNKNOWN)
    more: dict[str, Any] = {"unknown": unknown} if unknown else {}
    return max((_judged(cells, fact, {**keys, **more}, unknown) for keys in _ways(fact, cells, words)), key=_share)


def is_key(cells: pl.Series) -> bool:
    """Whether a column could tell rows apart, but for a few mistakes."""
    return not cells.dtype.is_nested() and cells.drop_nulls().n_unique() >= _MOSTLY * max(len(cells), 1)


def _share(found: Sampled) -> float:
    return found.share


def _ways(fact: FactDeclaration, cells: pl.Series, words: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Ways in which a column may be written, the likelier first."""
    if fact.type is bool or fact.nested:
        yes, no = sorted(_YES & set(words)), sorted(_NO & set(words))
        usual = not yes or not no or {*yes, *no} <= {"yes", "no", "true", "false"}
        yield {} if usual else {"yes": yes, "no": no}
    elif fact.type is Money:
        has_parts = cells.dtype.is_float() or cells.dtype.is_decimal()
        is_pounds = has_parts or bool(as_text(cells).str.contains(_POUNDS).any())
        yield {"amounts": "pounds" if is_pounds else None}
    elif fact.type is date:
        yield {}
        yield from ({"dates": each} for each in _DATES)
    elif is_enum(fact):
        yield {"values": _matching(fact.type, words)}
    else:
        yield {}


def _matching(kind: type[Enum], words: Mapping[str, int]) -> dict[str, Any]:
    """Words that are the name or the value of a member but for what stands between their parts."""
    members: dict[tuple[str, ...], Any] = {}
    for each in kind:
        for spelling in (each.name, str(each.value), str(getattr(each, "label", "") or "")):
            members.setdefault(tuple(words_of(spelling)), each.value)
    plain = {folded(str(each.value)) for each in kind}
    return {
        word: members[key] for word in sorted(words) if word not in plain and (key := tuple(words_of(word))) in members
    }


def _judged(cells: pl.Series, fact: FactDeclaration, keys: dict[str, Any], unknown: Sequence[str]) -> Sampled:
    truths = {**dict.fromkeys(keys.get("yes", ()), True), **dict.fromkeys(keys.get("no", ()), False)}
    values = {folded(str(each.value)): each.value for each in fact.type} if is_enum(fact) else {}
    how = FactColumn(
        fact,
        str(cells.name),
        frozenset(unknown),
        keys.get("amounts") or "pounds",
        (ISO, DayPattern.parse(keys["dates"])) if "dates" in keys else (ISO,),
        **({"truths": truths} if truths else {}),
        values={**values, **keys.get("values", {})},
    )
    read = read_cells(cells, how)
    filled = trimmed(as_text(cells)).replace("", None).count()
    wrong = read.faults.is_not_null()
    other = cells.filter(wrong).n_unique() if wrong.any() else 0
    share = 1 - int(wrong.sum()) / filled if filled else 1.0
    return Sampled({name: value for name, value in keys.items() if value != {}}, share, other)
