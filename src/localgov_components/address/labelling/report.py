"""What a comparison with labels found: rates, groups, failures, and whether scores mean what they say.

>>> report = LabellingReport((GroupResults("typing fault", right=97, missed=2, wrong=1),), (), ())
>>> str(report.precision), str(report.recall), str(report.wrong)
('99.0 %', '97.0 %', '1.0 %')
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from localgov_components.address.labelling.label import MissKind
from localgov_components.address.labelling.rate import Rate

__all__ = ["GroupResults", "LabelFailure", "LabellingReport", "ScoreBand"]


@dataclass(frozen=True, slots=True)
class GroupResults:
    """How many texts of a group came to each result; see `LabelResult`."""

    name: str
    right: int = 0
    declined: int = 0
    missed: int = 0
    wrong: int = 0
    overreached: int = 0

    @property
    def texts(self) -> int:
        """All of them."""
        return self.right + self.declined + self.missed + self.wrong + self.overreached

    @property
    def precision(self) -> Rate:
        """The right ones of those that were matched."""
        return Rate(self.right, self.right + self.wrong + self.overreached)

    @property
    def recall(self) -> Rate:
        """The right ones of those that have a right property."""
        return Rate(self.right, self.right + self.missed + self.wrong)

    @property
    def abstention(self) -> Rate:
        """Those that were matched with none, rightly or not."""
        return Rate(self.declined + self.missed, self.texts)

    @property
    def wrongly(self) -> Rate:
        """Those that were matched with a property that is not theirs."""
        return Rate(self.wrong + self.overreached, self.texts)


@dataclass(frozen=True, slots=True)
class LabelFailure:
    """One text that failed: its place among the texts from 0, and how. The text itself only where it was given."""

    place: int
    group: str
    kind: MissKind
    score: float
    text: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """Properties that were named with a score in a band, and how many of them were right.

    Named are those that were matched, and those that were possible and too uncertain to be.
    """

    least: float
    most: float
    named: int
    right: int
    total_score: float

    @property
    def promised(self) -> float | None:
        """The average score: the share that ought to be right."""
        return self.total_score / self.named if self.named else None

    @property
    def kept(self) -> Rate:
        """The share that was."""
        return Rate(self.right, self.named)


@dataclass(frozen=True, slots=True, repr=False)
class LabellingReport:
    """How well a matcher did, by group; `as_text`, `as_json`, `charts` and `as_page` tell it."""

    groups: tuple[GroupResults, ...]
    failures: tuple[LabelFailure, ...]
    bands: tuple[ScoreBand, ...]

    @property
    def total(self) -> GroupResults:
        """All groups together."""
        counts = Counter[str]()
        for group in self.groups:
            counts.update({name: getattr(group, name) for name in GroupResults.__slots__ if name != "name"})
        return GroupResults("all", **counts)

    @property
    def precision(self) -> Rate:
        """The right ones of those that were matched."""
        return self.total.precision

    @property
    def recall(self) -> Rate:
        """The right ones of those that have a right property."""
        return self.total.recall

    @property
    def abstention(self) -> Rate:
        """Those that were matched with none, rightly or not."""
        return self.total.abstention

    @property
    def wrong(self) -> Rate:
        """Those that were matched with a property that is not theirs."""
        return self.total.wrongly

    @property
    def kinds(self) -> Mapping[MissKind, int]:
        """How many failed in which way, the most first."""
        return dict(Counter(failure.kind for failure in self.failures).most_common())

    @property
    def calibration_error(self) -> float | None:
        """By how much scores differ from what was right, on average over all that was named.

        Statisticians call it the expected calibration error.
        """
        named = sum(band.named for band in self.bands)
        return sum(abs(band.total_score - band.right) for band in self.bands) / named if named else None

    def as_text(self) -> str:
        """For a terminal."""
        from localgov_components.address.labelling.plain import as_text

        return as_text(self)

    def as_json(self) -> str:
        """For a program: counts, from which every rate follows, and failures by their place."""
        from localgov_components.address.labelling.plain import as_json

        return as_json(self)

    def charts(self) -> dict[str, str]:
        """Pictures as SVG by their name: `results` by group, and `calibration` where anything was named."""
        from localgov_components.address.labelling.charts import calibration_chart, results_chart

        drawn = {"results": results_chart(self)}
        if any(band.named for band in self.bands):
            drawn["calibration"] = calibration_chart(self)
        return drawn

    def as_page(self, *, title: str = "How well addresses were matched") -> str:
        """One page of HTML that fetches nothing."""
        from localgov_components.address.labelling.page import as_page

        return as_page(self, title)

    def __repr__(self) -> str:
        """Only how many."""
        return f"LabellingReport({self.total.texts:,} texts)"
