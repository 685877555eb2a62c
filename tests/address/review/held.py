"""Decisions of all sorts, and what they come to, told one by one."""

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from localgov_components.address.review import AddressDecision, AddressKey, Verdict
from localgov_components.identifiers import Uprn

from .town import FLAT_1, FLAT_2

__all__ = ["DECISIONS", "holding"]

DECISIONS = st.builds(
    AddressDecision,
    text=st.sampled_from(["12 MILL LANE", "1, 2 MILL LANE", "THE OLD FORGE, MILL LANE, AMBLEFORD", "3 - 4"]),
    postcode=st.sampled_from([None, "DT97 1AF"]),
    verdict=st.sampled_from(Verdict),
    uprn=st.sampled_from([FLAT_1, FLAT_2]),
    role=st.sampled_from(["Address officer", "Head of GIS, Ambleford"]),
    on=st.dates(min_value=date(2000, 1, 1)),
    epoch=st.sampled_from([None, "120"]),
    note=st.text(max_size=40),
)


def holding(decisions: Iterable[AddressDecision]) -> tuple[dict[AddressKey, Uprn], set[tuple[AddressKey, Uprn]]]:
    """A property for each address, and pairs that were rejected; the later day wins."""
    given: dict[AddressKey, Uprn] = {}
    rejected: set[tuple[AddressKey, Uprn]] = set()
    for each in sorted(decisions, key=lambda each: each.on):
        pair = (each.key, each.uprn)
        if each.verdict is not Verdict.REJECTED:
            given[each.key] = each.uprn
            rejected.discard(pair)
            continue
        rejected.add(pair)
        if given.get(each.key) == each.uprn:
            del given[each.key]
    return given, rejected
