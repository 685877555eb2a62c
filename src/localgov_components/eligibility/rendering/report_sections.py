"""The sections of an auditor's report, from the record of a decision."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from localgov_components.eligibility.record import (
    ConditionRecord,
    DecisionRecord,
    DefinitionUsed,
    FactUsed,
    Override,
    PolicyUsed,
    ReasonRecord,
)
from localgov_components.eligibility.rendering.blocks import (
    Block,
    Bullets,
    Lines,
    Pairs,
    Paragraph,
    Section,
    Table,
    in_lines,
)
from localgov_components.eligibility.rendering.lettering import capital
from localgov_components.eligibility.rendering.phrasing import Phrasing
from localgov_components.policy import Layer
from localgov_components.rules.reading import read_value

__all__ = ["report_section"]


def report_section(record: DecisionRecord, record_hash: str, day: date, phrasing: Phrasing) -> Section:
    """Everything in a record, as it stands on a day."""
    report = _Report(record, record_hash, day, phrasing)
    outcome = report.outcome(record.standing(day).outcome)
    parts = (report.summary, report.overrides, report.reasons, report.award_reasons, report.tables, report.missing)
    blocks = [block for part in (*parts, report.earlier, report.hashes) for block in part()]
    return Section(report.word("title", outcome=outcome, scheme=record.scheme), tuple(blocks))


class _Report:
    """One record being laid out; each part gives its blocks, none where there is nothing to say."""

    def __init__(self, record: DecisionRecord, record_hash: str, day: date, phrasing: Phrasing) -> None:
        self.record = record
        self.record_hash = record_hash
        self.as_of = day
        self.standing = record.standing(day)
        self.phrasing = phrasing
        self.day = phrasing.day

    def word(self, key: str, **parts: str) -> str:
        """Words for a report."""
        return self.phrasing.word(f"report.{key}", **parts)

    def outcome(self, outcome: str) -> str:
        """An outcome in a word."""
        return self.word(f"outcomes.{outcome}")

    def summary(self) -> Iterator[Block]:
        """What was decided, for when, and by what."""
        record, said = self.record, self.phrasing.said
        known_at = self.word("known-at-all") if record.known_at is None else self.phrasing.instant(record.known_at)
        backdating = record.effect.backdating
        rows = [
            ("scheme", in_lines(record.scheme)),
            ("cites", in_lines(record.cites)),
            ("outcome", in_lines(self.outcome(self.standing.outcome))),
            ("day", in_lines(self.day(self.as_of) if record.overrides else "")),
            ("outcome-by-rules", in_lines(self.outcome(record.outcome) if self.standing.override else "")),
            ("tier", in_lines(said(self.standing.tier))),
            ("award", in_lines(said(self.standing.award))),
            ("on", in_lines(self.day(record.on))),
            ("known-at", in_lines(known_at)),
            ("decided", in_lines(self.phrasing.instant(record.decided) if record.decided else "")),
            ("effect", in_lines(self.phrasing.effect(record.effect, "report.effect"))),
            ("notified", in_lines(self.day(record.effect.notified))),
            ("backdating", in_lines(backdating.reason, backdating.cites) if backdating else ()),
        ]
        yield Section(self.word("summary"), (self._pairs(rows),))

    def overrides(self) -> Iterator[Block]:
        """What officers decided instead, the first one first."""
        made = self.record.overrides
        if made:
            yield Section(self.word("overrides"), tuple(self._pairs(self._override(each)) for each in made))

    def _override(self, each: Override) -> list[tuple[str, Lines]]:
        aside = self.word("set-aside-what", what=", ".join(each.prescribed), basis=each.set_aside)
        return [
            ("outcome", in_lines(self.outcome(each.outcome))),
            ("tier", in_lines(self.phrasing.said(each.tier))),
            ("award", in_lines(self.phrasing.said(each.award))),
            ("override-days", in_lines(self.phrasing.between("report.effect", each.on, each.until))),
            ("role", in_lines(each.role)),
            ("reason", in_lines(each.reason)),
            ("power", in_lines(each.cites)),
            ("set-aside", in_lines(aside if each.prescribed else each.set_aside)),
        ]

    def reasons(self) -> Iterator[Block]:
        """The rules that settled the outcome."""
        return self._reasons("reasons", self.record.reasons)

    def award_reasons(self) -> Iterator[Block]:
        """What settled tier and award."""
        return self._reasons("award-reasons", self.record.award_reasons)

    def _reasons(self, key: str, reasons: Sequence[ReasonRecord]) -> Iterator[Block]:
        if reasons:
            yield Section(self.word(key), tuple(self._reason(each) for each in reasons))

    def _reason(self, reason: ReasonRecord) -> Table:
        rule = self.word("rule-cites", rule=reason.rule, cites=reason.cites) if reason.cites else reason.rule
        rule = f"{rule}, {self.word('prescribed')}" if reason.prescribed else rule
        is_condition = all(each.value is None for each in reason.conditions)
        caption = self.word("rule-holds" if reason.holds else "rule-fails", rule=rule) if is_condition else rule
        headings = ("condition", *(() if is_condition else ("value",)), "facts", "policy")
        return self._table(caption, headings, reason.conditions, self._condition if is_condition else self._amount)

    def _condition(self, each: ConditionRecord) -> tuple[Lines, ...]:
        return in_lines(capital(self.phrasing.said(each.shows))), each.facts, each.policy

    def _amount(self, each: ConditionRecord) -> tuple[Lines, ...]:
        condition, *others = self._condition(each)
        return condition, in_lines(self.phrasing.said(each.value)), *others

    def tables(self) -> Iterator[Block]:
        """Definitions, policy values and facts, each told once."""
        record = self.record
        if record.definitions:
            yield self._told(
                "definitions", ("definition", "cites", "value", "facts"), record.definitions, self._definition
            )
        if record.policy:
            yield self._told(
                "policy", ("key", "value", "set-by", "source", "days", "set-aside"), record.policy, self._policy
            )
        if record.used:
            yield self._told("used", ("fact", "value", "cites"), record.used, self._fact)

    def _definition(self, each: DefinitionUsed) -> tuple[Lines, ...]:
        value = self.word("of-members") if each.value is None else self.phrasing.said(each.value)
        return in_lines(capital(each.label), each.name), in_lines(each.cites), in_lines(value), each.facts

    def _policy(self, each: PolicyUsed) -> tuple[Lines, ...]:
        last = each.effective_until and each.effective_until - timedelta(days=1)
        role = each.approved_by
        approved = "approved" if role and each.signed else "approved-by" if role else None
        signed = self.day(each.signed) if each.signed else ""
        aside = each.set_aside
        layer = self.word(f"layer.{each.layer}") if each.layer in list(Layer) else each.layer
        return (
            in_lines(each.label, each.key, self.word("prescribed") if each.prescribed else ""),
            in_lines(self.phrasing.said(each.value)),
            in_lines(each.owner, layer),
            in_lines(
                each.cites, each.decision, each.reason, self.word(approved, role=role, day=signed) if approved else ""
            ),
            in_lines(
                self.phrasing.between("report.effect", each.effective_from, last),
                self.word("recorded", at=self.phrasing.instant(each.recorded)),
            ),
            in_lines(self.word("basis", basis=aside.basis, role=aside.role, day=self.day(aside.date)) if aside else ""),
        )

    def _fact(self, each: FactUsed) -> tuple[Lines, ...]:
        unknown = "" if each.unknown is None else read_value(each.unknown, language=self.phrasing.language)
        value = in_lines(self.phrasing.said(each.says), unknown, self._judged(each))
        return in_lines(capital(each.label), each.path), value, in_lines(each.cites)

    def _judged(self, each: FactUsed) -> str:
        if each.judged is None:
            return ""
        role, reason, until = each.judged.role, each.judged.reason, each.judged.until
        if until is None:
            return self.word("judged", role=role, reason=reason)
        return self.word("judged-until", role=role, reason=reason, day=self.day(until))

    def missing(self) -> Iterator[Block]:
        """What could settle it."""
        missing = self.record.missing
        blocks: list[Block] = []
        if missing.ways:
            blocks.append(Paragraph(self.word("ways")))
            blocks.append(Bullets(tuple(", ".join(way) for way in missing.ways)))
        if missing.cut:
            blocks.append(Paragraph(self.word("cut")))
        pairs = [("next", in_lines(missing.next_question or "")), ("contradictions", missing.contradictions)]
        if any(lines for _, lines in pairs):
            blocks.append(self._pairs(pairs))
        if blocks:
            yield Section(self.word("missing"), tuple(blocks))

    def earlier(self) -> Iterator[Block]:
        """The record that it takes the place of."""
        earlier = self.record.supersedes
        if earlier is not None:
            rows = [("earlier-record", (earlier.record,)), ("reason", (earlier.reason,)), ("changed", earlier.facts)]
            yield Section(self.word("earlier"), (self._pairs(rows),))

    def hashes(self) -> Iterator[Block]:
        """The names by which it is checked, and made again."""
        record = self.record
        rows = [
            ("record-hash", in_lines(self.record_hash)),
            ("rules-hash", in_lines(record.rules_hash)),
            ("policy-edition", in_lines(record.policy_edition)),
            ("rules-language", in_lines(str(record.rules_language))),
        ]
        yield Section(self.word("hashes"), (self._pairs(rows),))

    def _pairs(self, rows: Sequence[tuple[str, Lines]]) -> Pairs:
        """Pairs by the keys of their names; without those that say nothing."""
        return Pairs(tuple((self.word(key), lines) for key, lines in rows if lines))

    def _told(
        self, key: str, headings: Sequence[str], each: Sequence[Any], row: Callable[[Any], tuple[Lines, ...]]
    ) -> Section:
        """A section with one table."""
        title = self.word(key)
        return Section(title, (replace(self._table(title, headings, each, row), shows_caption=False),))

    def _table(
        self, caption: str, headings: Sequence[str], each: Sequence[Any], row: Callable[[Any], tuple[Lines, ...]]
    ) -> Table:
        return Table(caption, tuple(map(self.word, headings)), tuple(map(row, each)))
