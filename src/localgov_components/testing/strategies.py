"""Hypothesis strategies for the package's values and for any vocabulary of facts.

>>> from hypothesis import find
>>> find(money(), lambda amount: amount > Money("1.00"))
Money('1.01')
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.identifiers import CaseReference, Postcode, Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    FactDeclaration,
    Facts,
    Judgement,
    Known,
    Measure,
    Members,
    UnknownReason,
    facts_of,
)

with needs_extra("testing"):
    from hypothesis import strategies as st

__all__ = ["case_references", "known", "money", "postcodes", "uprns"]

_MOST_UPRN = 999_999_999_999
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def money(*, least: int = 0, most: int = 10_000_000) -> st.SearchStrategy[Money]:
    """Amounts between two numbers of pence."""
    return st.integers(least, most).map(Money.from_pence)


def uprns() -> st.SearchStrategy[Uprn]:
    """UPRNs of 1 to 12 digits."""
    return st.integers(1, _MOST_UPRN).map(lambda number: Uprn.parse(str(number)))


def postcodes() -> st.SearchStrategy[Postcode]:
    """Postcodes of every form; most are not in use."""
    outward = st.from_regex(r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKSTUW]?", fullmatch=True)
    inward = st.tuples(st.integers(0, 9).map(str), *(st.sampled_from(_INWARD_LETTERS) for _ in "AA")).map("".join)
    return st.tuples(outward, inward).map(lambda parts: Postcode.parse(" ".join(parts)))


def case_references(*, prefix: str = "AMB") -> st.SearchStrategy[CaseReference]:
    """Case references of one council."""
    return st.integers(0, 2**63).map(lambda seed: CaseReference.new(prefix, random=Random(seed)))  # noqa: S311 - a test, not a secret


def known(*vocabularies: type[Facts], complete: bool = False) -> st.SearchStrategy[Known]:
    """Everything that can be known, or not, about some vocabularies.

    Any fact may be left out or unknown for a reason, and any list of members be incomplete. With `complete`, every fact
    has a value and every list is whole. A fact that an officer judges has a judgement that stands for good. Raises
    `NotSupportedError` for a fact whose type it cannot make up.
    """
    return _known([fact for vocabulary in vocabularies for fact in facts_of(vocabulary)], complete=complete)


def _known(facts: Sequence[FactDeclaration], *, complete: bool) -> st.SearchStrategy[Known]:
    values = {fact.id: _stored(fact, complete=complete) for fact in facts}
    return st.fixed_dictionaries(values if complete else {}, optional={} if complete else values).map(Known)


def _stored(fact: FactDeclaration, *, complete: bool) -> st.SearchStrategy[Any]:
    values = _members(fact, complete=complete) if fact.nested else _values(fact.type, fact.measure)
    if fact.judgement:
        values = st.builds(Judgement, values, role=st.just("officer"), reason=st.just("as seen"))
    return values if complete else st.one_of(values, _REASONS)


def _members(fact: FactDeclaration, *, complete: bool) -> st.SearchStrategy[Members]:
    items = st.lists(_known(fact.nested, complete=complete), max_size=_MOST_MEMBERS)
    return st.builds(Members, items, complete=st.just(True) if complete else st.booleans())  # noqa: FBT003


_REASONS = st.sampled_from([reason for reason in UnknownReason if reason.value not in ("contradiction", "gap")])
_MOST_MEMBERS = 5
_BY_TYPE: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = {
    bool: st.booleans,
    date: lambda: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    str: lambda: st.text(max_size=80),
    Uprn: uprns,
    Postcode: postcodes,
    CaseReference: case_references,
}
_BY_MEASURE: Mapping[type, Callable[[Measure], st.SearchStrategy[Any]]] = {
    int: lambda measure: st.integers(0, min(measure.most, 1_000)),
    Decimal: lambda measure: st.decimals(0, min(measure.most, 1_000_000), places=min(measure.places, 2)),
    Money: lambda measure: money(most=min(measure.most, 100_000) * 100),
}


def _values(kind: type, measure: Measure | None) -> st.SearchStrategy[Any]:
    if measure is not None:
        return _BY_MEASURE[kind](measure)
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]()
    if isinstance(kind, type) and issubclass(kind, Enum):
        members: Sequence[Enum] = list(kind)
        return st.sampled_from(members)
    message = f"no strategy for {getattr(kind, '__name__', kind)}. Build one with hypothesis.strategies."
    raise NotSupportedError(message, code="testing.strategy")
