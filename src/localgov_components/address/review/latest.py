"""What some decisions come to: the later day wins and, of one day, the decision that was taken later.

A property is given to an address until it is rejected for it, or another is given. One that was an alias stays an alias
when it is accepted once more, since that says less.

>>> from datetime import date
>>> accepted = AddressDecision("12 MILL LANE", "DT97 1AF", Verdict.ACCEPTED, Uprn.parse("999900104304"),
...     role="Address officer", on=date(2026, 11, 26))
>>> later = replace(accepted, uprn=Uprn.parse("999900104312"), on=date(2026, 11, 27))
>>> latest = Latest([later, accepted])
>>> latest.given[accepted.key] == later, latest.is_overtaken(accepted)
(True, True)
"""

from collections.abc import Iterable
from dataclasses import replace

from localgov_components.address.review.decision import AddressDecision, AddressKey, Verdict
from localgov_components.identifiers import Uprn

__all__ = ["Latest"]


class Latest:
    """The latest decisions; those of one day are in the order in which they were taken."""

    def __init__(self, decisions: Iterable[AddressDecision] = ()) -> None:
        self._given: dict[AddressKey, AddressDecision] = {}
        self._pairs: dict[tuple[AddressKey, Uprn], AddressDecision] = {}
        for each in sorted(decisions, key=lambda each: each.on):
            self.take(each)

    @property
    def given(self) -> dict[AddressKey, AddressDecision]:
        """By address, what it was last said to be, unless that was rejected since."""
        return {key: each for key, each in self._given.items() if not self._is_rejected(key, each.uprn)}

    @property
    def rejected(self) -> dict[AddressKey, dict[Uprn, AddressDecision]]:
        """By address, what it was last said not to be."""
        found: dict[AddressKey, dict[Uprn, AddressDecision]] = {}
        for (key, uprn), each in self._pairs.items():
            if each.verdict is Verdict.REJECTED:
                found.setdefault(key, {})[uprn] = each
        return found

    def take(self, decision: AddressDecision) -> None:
        """Take in a decision, which may be overtaken by one of a later day."""
        if self.is_overtaken(decision):
            return
        key, uprn = decision.key, decision.uprn
        if decision.verdict is not Verdict.REJECTED:
            before = self._given.get(key)
            stays_alias = (
                before is not None
                and (before.uprn, before.verdict) == (uprn, Verdict.ALIAS)
                and not self._is_rejected(key, uprn)
            )
            self._given[key] = replace(decision, verdict=Verdict.ALIAS) if stays_alias else decision
        self._pairs[key, uprn] = decision

    def is_overtaken(self, decision: AddressDecision) -> bool:
        """Whether one of a later day about its address and property, or of another property, holds."""
        later = [self._pairs.get((decision.key, decision.uprn))]
        if decision.verdict is not Verdict.REJECTED:
            later.append(self._given.get(decision.key))
        return any(each is not None and each.on > decision.on for each in later)

    def holds(self, decision: AddressDecision) -> bool:
        """Whether the latest says the same, whenever it was said."""
        latest = self._pairs.get((decision.key, decision.uprn))
        if latest is None:
            return False
        if Verdict.REJECTED in (latest.verdict, decision.verdict):
            return latest.verdict is decision.verdict
        given = self._given[decision.key]
        return given.uprn == decision.uprn and decision.verdict in (latest.verdict, given.verdict)

    def _is_rejected(self, key: AddressKey, uprn: Uprn) -> bool:
        return self._pairs[key, uprn].verdict is Verdict.REJECTED
