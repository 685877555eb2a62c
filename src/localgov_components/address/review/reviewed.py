"""A gazetteer with the decisions that people took: they win, and the rest is matched as ever.

What was accepted is matched, at the probability of 1. What was rejected is taken out of the answer, and nothing
moves up in its place. An alias is a further wording of a property: it is matched as the gazetteer's own addresses are,
must beat them by as much as they must each other, and is for a person to look at where anything is spelt differently.

A decision holds in later epochs of the gazetteer too. Where one of these matches the address with another property, the
decision still wins, and a person is asked to look again: what had no address may have got one.
"""

import math
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Self

from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.matching.index import build_index
from localgov_components.address.matching.many import AddressGiven, Matches, match_many
from localgov_components.address.matching.match import ElementCompared, How, Match, MatchOutcome, PossibleMatch
from localgov_components.address.matching.matcher import Matcher
from localgov_components.address.matching.score import NEAREST_RIVAL
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.address.review.decision import AddressDecision, Verdict, address_key
from localgov_components.address.review.in_force import DECISION, DecisionsInForce, decisions_in_force
from localgov_components.identifiers import Uprn

__all__ = ["ReviewedGazetteer", "better_match"]

_NUMBERS = ("number", "flat")
_LEAST = 1e-12
_ALIAS = ElementCompared("alias", How.EQUIVALENT, "a wording that the council gave the property")

_ANOTHER = ElementCompared(DECISION, How.CONFLICTING, "this epoch of the gazetteer matches it with another property")

_TABLE = """CREATE TABLE address (
    uprn INTEGER NOT NULL, parent_uprn INTEGER, classification_code TEXT, single_line_address TEXT NOT NULL,
    po_box TEXT, organisation TEXT, sub_building TEXT, building_name TEXT, building_number TEXT, street_name TEXT,
    locality TEXT, town_name TEXT, post_town TEXT, island TEXT, postcode TEXT
)"""
_INSERT = "INSERT INTO address (uprn, single_line_address, postcode) VALUES (?, ?, ?)"


class ReviewedGazetteer:
    """A gazetteer and the decisions in force. It may be shared between threads, and sent to another process."""

    def __init__(self, gazetteer: Gazetteer, in_force: DecisionsInForce) -> None:
        self.gazetteer = gazetteer
        self.in_force = in_force
        self._epoch = gazetteer.edition.epoch
        self._set_aside = {each.decision.key: each for each in in_force.set_aside}
        self._lock = threading.Lock()
        self._aliases: Matcher | None = None
        if aliases := [each for each in in_force.given.values() if each.verdict is Verdict.ALIAS]:
            connection = _index_of(aliases)
            weakref.finalize(self, connection.close)
            self._aliases = Matcher(connection)

    @classmethod
    def of(cls, gazetteer: Gazetteer, decisions: Iterable[AddressDecision], *, follow_successors: bool = False) -> Self:
        """With decisions in the order in which they were taken, such as those of a file.

        `follow_successors` lets a decision about a property that is no more hold for the one that took its place.
        """
        return cls(gazetteer, decisions_in_force(decisions, gazetteer, follow_successors=follow_successors))

    def match(self, text: str, *, postcode: str | None = None) -> Match:
        """As `Gazetteer.match`, with the decisions. Raises `InvalidValueError` for more than 10,000 characters."""
        if not self.in_force or len(text) > MOST_CHARACTERS:
            return self.gazetteer.match(text, postcode=postcode)
        key = address_key(text, postcode)
        if decision := self.in_force.given.get(key):
            return self._decided(decision, text, postcode)
        match = self._with_aliases(self.gazetteer.match(text, postcode=postcode), text, postcode)
        if rejected := self.in_force.rejected.get(key):
            match = _without(match, rejected)
        aside = self._set_aside.get(key)
        return replace(match, explanation=(*match.explanation, aside.told)) if aside else match

    def match_many(self, addresses: Iterable[AddressGiven], *, processes: int = 1) -> Matches:
        """As `Gazetteer.match_many`, with the decisions."""
        return match_many(self, addresses, processes=processes)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the decisions as they are in force: they were held against the gazetteer once."""
        return type(self), (self.gazetteer, self.in_force)

    def _decided(self, decision: AddressDecision, text: str, postcode: str | None) -> Match:
        explanation = (ElementCompared(DECISION, How.EQUAL, decision.told),)
        decided = Match(MatchOutcome.MATCHED, uprn=decision.uprn, score=1.0, explanation=explanation)
        if decision.epoch in (None, self._epoch):
            return decided
        own = self.gazetteer.match(text, postcode=postcode)
        known = (decision.uprn, *self.in_force.rejected.get(decision.key, ()))
        if own.uprn is None or own.uprn in known:
            return decided
        other = PossibleMatch(own.uprn, own.score, own.explanation)
        return replace(decided, possible=(other,), explanation=(*explanation, _ANOTHER))

    def _with_aliases(self, own: Match, text: str, postcode: str | None) -> Match:
        if self._aliases is None:
            return own
        with self._lock:
            alias = self._aliases.match(text, postcode)
        return better_match(own, _taken_for_sure(alias))


def _index_of(aliases: list[AddressDecision]) -> sqlite3.Connection:
    """The wordings of aliases, indexed in memory as a gazetteer's are in its file."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute(_TABLE)
    rows = ((each.uprn.number, each.text, each.postcode) for each in aliases)
    connection.executemany(_INSERT, rows)
    build_index(connection)
    return connection


def _taken_for_sure(alias: Match) -> Match:
    """A match by an alias where nothing differs, and no number is on one side only; else what a person may look at.

    The aliases do not know the names of the gazetteer's streets, of which a fault in one of theirs may be one.
    """
    doubtful = any(
        each.how in (How.SPELLING, How.CONFLICTING) or (each.how is How.MISSING and each.element in _NUMBERS)
        for each in alias.explanation
    )
    explanation = (*alias.explanation, _ALIAS)
    if alias.uprn is None or not doubtful:
        return replace(alias, explanation=explanation)
    possible = (PossibleMatch(alias.uprn, alias.score, explanation),)
    return Match(MatchOutcome.AMBIGUOUS, possible=possible, explanation=explanation)


def better_match(own: Match, alias: Match) -> Match:
    """What two matches of one address come to together."""
    if alias.outcome is MatchOutcome.NOT_FOUND or (own.uprn is not None and own.uprn == alias.uprn):
        return own
    if own.outcome is MatchOutcome.NOT_FOUND:
        return alias
    if alias.uprn is None:
        return own
    return alias if own.outcome is MatchOutcome.PARENT_ONLY else _against_each_other(own, alias, alias.uprn)


def _against_each_other(own: Match, alias: Match, uprn: Uprn) -> Match:
    """Whichever is likelier by as much as two of the gazetteer's addresses must differ; else both, for a person."""
    known = own.possible if own.uprn is None else (PossibleMatch(own.uprn, own.score, own.explanation),)
    others = [each for each in known if each.uprn != uprn]
    lead = _log_odds(alias.score) - max((_log_odds(each.score) for each in others), default=-math.inf)
    if lead > NEAREST_RIVAL:
        return alias
    if own.uprn is not None and lead < -NEAREST_RIVAL:
        return own
    together = [*others, PossibleMatch(uprn, alias.score, alias.explanation)]
    together.sort(key=lambda each: (-each.score, each.uprn.number))
    return Match(MatchOutcome.AMBIGUOUS, possible=tuple(together), explanation=together[0].explanation)


def _log_odds(score: float) -> float:
    """Log odds of a probability, which is not let to be as sure as nothing is."""
    within = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))


def _without(match: Match, rejected: Mapping[Uprn, AddressDecision]) -> Match:
    """A match without the properties that were rejected for the address."""
    possible = tuple(each for each in match.possible if each.uprn not in rejected)
    answer = match.uprn or match.parent or match.nearest
    decided = None if answer is None else rejected.get(answer)
    if decided is None and len(possible) == len(match.possible):
        return match
    if decided is None and (possible or answer is not None):
        return replace(match, possible=possible)
    decided = decided or next(iter(rejected.values()))
    explanation = (ElementCompared(DECISION, How.CONFLICTING, decided.told),)
    return Match(MatchOutcome.NOT_FOUND, possible=possible, explanation=explanation)
