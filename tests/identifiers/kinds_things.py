"""Canonical texts of the identifiers of places, organisations and cases."""

from random import Random

from hypothesis import strategies as st

from localgov_components.identifiers import (
    CaseReference,
    CharityNumber,
    CompanyNumber,
    GssCode,
    Identifier,
    LocalCustodianCode,
    PartialPostcode,
    Postcode,
    Toid,
    Udprn,
    Uprn,
    Usrn,
)

OUTWARD = r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJ-NP-Z]?"
INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"


def written(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(rf"\A(?:{pattern})\Z").filter(str.isascii)


def whole_numbers(most_digits: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**most_digits - 1).map(str)


def drawn(prefix: str, seed: int) -> str:
    return str(CaseReference.new(prefix, random=Random(seed)))  # noqa: S311 - seeded, so that a failure can be repeated


THINGS: dict[type[Identifier], st.SearchStrategy[str]] = {
    CaseReference: st.builds(
        drawn, st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=6), st.integers(0, 2**64)
    ),
    CharityNumber: written("[1-9][0-9]{5,6}(-[1-9][0-9]{0,4})?|SC[0-9]{6}|NIC[2-9][0-9]{5}"),
    CompanyNumber: written(
        "[1-9][0-9]{7}|R[1-9][0-9]{6}|[A-Z]{2}[1-9][0-9]{5}|[A-Z]{2}[1-9][0-9]{4}[A-Z]|SP[1-9][0-9]{3}RS"
    ),
    GssCode: written("[EKLMNSW][0-9]{8}"),
    LocalCustodianCode: st.integers(1, 9999).map("{:04}".format),
    PartialPostcode: written(f"SW|{OUTWARD}|{OUTWARD} [0-9]"),
    Postcode: written(
        f"{OUTWARD} {INWARD}|GIR 0AA|SAN TA1|NPT {INWARD}|ZZ99 [0-9][A-Z]{{2}}|X[MX][0-9]{{1,2}} {INWARD}|ASCN 1ZZ"
    ),
    Toid: written("osgb([0-9]{13}|[0-9]{16})"),
    Udprn: whole_numbers(8),
    Uprn: whole_numbers(12),
    Usrn: whole_numbers(8),
}
"""For each kind, texts that `parse` accepts and `str` gives back."""
