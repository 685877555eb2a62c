"""What people decide about addresses that a gazetteer alone cannot settle, kept by the council and winning next time.

A file of addresses is matched by `localgov_components.address.bulk`, which writes a review sheet. Somebody fills it in;
`read_review` reads it back, and `append_decisions` puts it into the decisions file of the council. Needs the extras
`[address]` and `[population]`.

>>> from datetime import date
>>> from localgov_components.address import Gazetteer
>>> from localgov_components.identifiers import Uprn
>>> _ = Gazetteer.build("examples/addresses.csv", "addresses.gazetteer")
>>> gazetteer = Gazetteer.open("addresses.gazetteer")
>>> text, postcode = folded_address("The Old Weighbridge, Mill Ln, Ambleford, DT97 1AF")
>>> decision = AddressDecision(text, postcode, Verdict.ALIAS, Uprn.parse("999900105069"),
...     role="Address officer", on=date(2026, 11, 26))
>>> reviewed = ReviewedGazetteer.of(gazetteer, [decision])
>>> match = reviewed.match("the old weighbridge, Mill Lane, Ambleford DT97 1AF")
>>> match.uprn, str(match.explanation[0])
(Uprn('999900105069'), 'decision: equal (decided by Address officer on 2026-11-26)')
>>> gazetteer.close()
"""

from localgov_components.address.review.decision import (
    AddressDecision,
    AddressKey,
    Verdict,
    address_key,
    folded_address,
)
from localgov_components.address.review.decisions_file import append_decisions, count_overtaken, read_decisions
from localgov_components.address.review.in_force import DecisionsInForce, SetAside
from localgov_components.address.review.reviewed import ReviewedGazetteer
from localgov_components.address.review.sheet_read import ReviewRead, read_review

__all__ = [
    "AddressDecision",
    "AddressKey",
    "DecisionsInForce",
    "ReviewRead",
    "ReviewedGazetteer",
    "SetAside",
    "Verdict",
    "address_key",
    "append_decisions",
    "count_overtaken",
    "folded_address",
    "read_decisions",
    "read_review",
]
