"""Telling an applicant what was decided, from a decision or from the record of one.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge)])
>>> decision = scheme.decide(Known({"household.blue_badge": False}), on=date(2026, 5, 1))
>>> print(applicant_notice(decision, about="a cheaper bin", review="Write to us within one month.").text())
You cannot get a cheaper bin
============================
<BLANKLINE>
This is by the rules for 1 May 2026. It counts from 1 May 2026.
<BLANKLINE>
Why
---
<BLANKLINE>
- Nobody has a Blue Badge
<BLANKLINE>
If you disagree
---------------
<BLANKLINE>
Write to us within one month.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from localgov_components.eligibility.changes import NearestChange, NearestChanges, nearest_changes
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.record import DecisionRecord, FactUsed, Override, Standing
from localgov_components.eligibility.rendering.lettering import capital
from localgov_components.eligibility.rendering.notice import Notice, NoticeRow
from localgov_components.eligibility.rendering.phrasing import Phrasing
from localgov_components.rules import UnknownReason, read_aloud
from localgov_components.rules.tree import FactRef

__all__ = ["applicant_notice"]

_SETTLED = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE)
_NO_CHANGES = NearestChanges()

_PRIVATE = ("financial", "special")
"""Sensitivity of facts about other people that an applicant is not shown what comes of."""


def applicant_notice(
    decision: Decision | DecisionRecord,
    *,
    about: str,
    review: str,
    next_steps: str = "",
    language: str = "en",
    day: date | None = None,
    changes: NearestChanges | None = None,
) -> Notice:
    """The notice of a decision for the person it is about.

    `about` is what the help is called within a sentence, `review` how to ask for a review, which is said once something
    is decided, and `next_steps` what to do now: the council's own words, in the language of the notice. `day` is the
    day for which overrides count: that on which the last begins, or of the decision, when left out. `changes` would
    make the case eligible; of a decision they are looked for when left out, and of a record nothing is said then.
    """
    if changes is None:
        changes = nearest_changes(decision) if isinstance(decision, Decision) else _NO_CHANGES
    record = decision.record() if isinstance(decision, Decision) else decision
    standing = record.standing(record.last_day if day is None else day)
    telling = _Telling(record, standing, Phrasing(language))
    told = () if standing.override else tuple(map(telling.change, _tellable(changes)))
    is_settled = standing.outcome in _SETTLED
    return Notice(
        language=language,
        is_reviewed=telling.phrasing.is_reviewed,
        outcome=standing.outcome,
        heading=telling.word(f"outcome.{standing.outcome}", about=about),
        days=tuple(telling.days(is_settled=is_settled)),
        officer=tuple(telling.officer(standing.override)) if standing.override else (),
        result=tuple(telling.result()),
        result_note=telling.result_note(),
        by_rules=telling.word(f"outcome.{record.outcome}", about=about) if standing.override else "",
        why=telling.why(),
        working=() if standing.override else tuple(telling.working()),
        needed=() if standing.override else tuple(map(telling.needed, record.missing.facts)),
        needed_note="" if standing.override else telling.needed_note(),
        changes=told,
        changes_note=telling.word("changes-note") if told else "",
        earlier=tuple(telling.earlier()),
        next_steps=next_steps,
        review=review if is_settled else "",
    )


def _tellable(changes: NearestChanges) -> Iterator[NearestChange]:
    """Changes of the applicant's own facts, once for each."""
    return (each for each in changes.for_applicant if "[" not in each.fact)


class _Telling:
    """One record being told, as it stands on a day."""

    def __init__(self, record: DecisionRecord, standing: Standing, phrasing: Phrasing) -> None:
        self.record = record
        self.standing = standing
        self.phrasing = phrasing
        self.used = {each.path: each for each in record.used}

    def word(self, key: str, **parts: str) -> str:
        """Words for a notice."""
        return self.phrasing.word(f"notice.{key}", **parts)

    def days(self, *, is_settled: bool) -> Iterator[str]:
        """By the rules of which day, and from when it counts; what an officer decided says so itself."""
        if self.standing.override is not None:
            return
        yield self.word("day", day=self.phrasing.day(self.record.on))
        if is_settled:
            yield self.phrasing.effect(self.record.effect, "notice.counts")

    def officer(self, override: Override) -> Iterator[str]:
        """Who decided otherwise, why, by what power and for which days."""
        yield self.word("officer-decided", role=override.role, reason=override.reason)
        yield self.word("officer-power", cites=override.cites)
        if override.set_aside:
            yield self.word("officer-set-aside", basis=override.set_aside)
        yield self.phrasing.between("notice.officer", override.on, override.until)

    def result(self) -> Iterator[NoticeRow]:
        """What an eligible case gets."""
        for name, value in (("tier", self.standing.tier), ("award", self.standing.award)):
            if value is not None:
                yield NoticeRow(name=self.word(name), value=capital(self.phrasing.said(value)))

    def result_note(self) -> str:
        """That the amount is open, where it is."""
        missing = self.record.missing
        is_open = self.record.outcome is Outcome.ELIGIBLE and bool(missing.facts or missing.contradictions)
        return self.word("award-open") if is_open and self.standing.override is None else ""

    def why(self) -> tuple[str, ...]:
        """What settled it by the rules."""
        language = self.phrasing.language
        found = [said for reason in self.record.settled_by for said in reason.statements(language)]
        if not found and self.record.outcome in _SETTLED:
            found = [self.word("nothing-against")]
        return tuple(dict.fromkeys(map(capital, found)))

    def working(self) -> Iterator[NoticeRow]:
        """What went into tier and award by name, but for what rests on private facts about other people."""
        took_part = {name for reason in self.record.award_reasons for name in reason.definitions}
        for each in self.record.definitions:
            about_others = (self.used[path] for path in each.facts if self.used[path].members)
            is_private = any(fact.sensitivity in _PRIVATE for fact in about_others)
            if each.name in took_part and each.value is not None and not is_private:
                yield NoticeRow(name=capital(each.label), value=self.phrasing.said(each.value))

    def needed(self, path: str) -> str:
        """A fact that is missing, and why."""
        fact: FactUsed = self.used[path]
        reason = UnknownReason.OFFICER_JUDGEMENT if fact.judgement else fact.unknown or "incomplete"
        return capital(self.word(f"unknown.{reason}", fact=self.phrasing.fact(fact)))

    def needed_note(self) -> str:
        """What is to be said of what is missing."""
        missing = self.record.missing
        if missing.contradictions or (self.record.outcome is Outcome.UNDECIDED and not missing.facts):
            return self.word("no-answer")
        return self.word("needed-note") if len(missing.ways) > 1 else ""

    def change(self, change: NearestChange) -> str:
        """A change, as a statement that would have to be so."""
        ref: FactRef[Any] = FactRef(change.declaration)
        language = self.phrasing.language
        if isinstance(change.value, bool):
            return capital(read_aloud(ref, holds=change.value, language=language))
        return capital(read_aloud(ref == change.value, language=language))

    def earlier(self) -> Iterator[str]:
        """What it takes the place of, and on what basis it goes back."""
        if self.record.supersedes is not None:
            yield self.word("earlier-replaced", reason=self.record.supersedes.reason)
        backdating = self.record.effect.backdating
        if backdating is not None:
            yield self.word("backdated", reason=backdating.reason, cites=backdating.cites)
