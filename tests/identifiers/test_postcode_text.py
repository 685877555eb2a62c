import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.identifiers import Postcode
from localgov_components.testing.strategies import postcodes

current = postcodes().filter(lambda code: code.has_current_area)


def found_in(text: str) -> list[str]:
    return [str(found.postcode) for found in Postcode.find_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to SW1A 2AA.", ["SW1A 2AA"]),
        ("sw1a2aa,M1 1AE;(EC1A1BB)", ["SW1A 2AA", "M1 1AE", "EC1A 1BB"]),
        ("1 Quay Street\nBrackwater\nDT98\n1AA", ["DT98 1AA"]),
        ("DT98\r\n  1AA", ["DT98 1AA"]),
        ("DT98-\n1AA", ["DT98 1AA"]),
        ("DT98\u00a01AA and DT97\u200b1AA", ["DT98 1AA", "DT97 1AA"]),
        ("moved from DT97 1AA to DT98 1AA", ["DT97 1AA", "DT98 1AA"]),
        ("DT97 1AADT98 1AA", []),
        ("xDT97 1AA", []),
        ("DT97 1AAx", []),
        ("\u00c9DT97 1AA", []),
        ("no fixed abode ZZ99 3VZ", ["ZZ99 3VZ"]),
        ("GIR 0AA", ["GIR 0AA"]),
        ("ascn 1zz", ["ASCN 1ZZ"]),
        ("XQ1 1AA", []),
        ("AA1 1AA", []),
        ("Unit B1, 2nd floor", []),
        ("Unit B1 2nd floor", []),
        ("UNIT B1 2ND FLOOR", []),
        ("flat b1\n1st floor", []),
        ("Birmingham B1 2ND", ["B1 2ND"]),
        ("b1 2nd", ["B1 2ND"]),
        ("", []),
    ],
    ids=ascii,
)
def test_postcodes_are_found_in_text(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@given(
    st.lists(current, max_size=4), st.text(",;. \n", min_size=1, max_size=3), st.sampled_from([" ", "", "\n", "\u00a0"])
)
def test_every_postcode_is_found_where_it_stands(codes: list[Postcode], between: str, gap: str) -> None:
    parts = [f"{code.outward}{gap}{code.inward}" for code in codes]
    text = f",{between}|{between}".join(parts)
    found = Postcode.find_in(text)
    assert [each.postcode for each in found] == codes
    assert [text[each.start : each.end] for each in found] == parts


@given(st.text())
def test_what_is_found_reads_as_what_was_found(text: str) -> None:
    for found in Postcode.find_in(text):
        assert Postcode.parse(text[found.start : found.end]) == found.postcode


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "DT97 " * 20_000, "A1" * 50_000, "DT97" + " " * 100_000 + "1AA", "A1 -" * 25_000, "DT97 1AA " * 11_000],
    ids=lambda text: f"{len(text)}-{text[:5]!a}",
)
def test_a_long_text_is_read_in_no_time(text: str) -> None:
    begun = time.process_time()
    found = Postcode.find_in(text)
    assert time.process_time() - begun < 2
    assert len(found) == text.count("DT97 1AA")
