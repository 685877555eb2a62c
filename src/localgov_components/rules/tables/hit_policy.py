"""Hit policies: what a decision table gives where several rows apply (DMN 1.5, chapter 8).

>>> HitPolicy("collect sum").letter, HitPolicy.of("C+"), HitPolicy.of("Rule Order").is_list
('C+', <HitPolicy.SUM: 'collect sum'>, True)
>>> HitPolicy.of("best") is None
True
"""

from enum import StrEnum

__all__ = ["HitPolicy"]


class HitPolicy(StrEnum):
    """What a table gives where several of its rows apply.

    `UNIQUE` where nothing is said.
    """

    UNIQUE = "unique"
    """One row applies at most; where two do, the table contradicts itself."""
    ANY = "any"
    """Several may apply when they give the same; where they give different things, the table contradicts itself."""
    PRIORITY = "priority"
    """The one whose output stands first in the declared values."""
    FIRST = "first"
    """The first one."""
    RULE_ORDER = "rule order"
    """The outputs of all, in the order of the rows."""
    OUTPUT_ORDER = "output order"
    """The outputs of all, in the order of the declared values."""
    COLLECT = "collect"
    """The outputs of all, in no order that means anything: that of the rows."""
    SUM = "collect sum"
    """The sum of the outputs of all."""
    MIN = "collect min"
    """The smallest of the outputs of all."""
    MAX = "collect max"
    """The largest of the outputs of all."""
    COUNT = "collect count"
    """How many apply."""

    @classmethod
    def of(cls, text: str) -> "HitPolicy | None":
        """The policy of a name, or of a letter of DMN; None when it is neither."""
        folded = " ".join(text.split()).lower()
        return next((each for each in cls if folded in (each.value, each.letter.lower())), None)

    @property
    def letter(self) -> str:
        """How DMN writes it in the corner of a table: `U`, `C+`."""
        marks = {HitPolicy.SUM: "C+", HitPolicy.MIN: "C<", HitPolicy.MAX: "C>", HitPolicy.COUNT: "C#"}
        return marks.get(self, self.value[0].upper())

    @property
    def is_list(self) -> bool:
        """Whether the table gives a list, which no rule can reckon with."""
        return self in (HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT)

    @property
    def is_aggregated(self) -> bool:
        """Whether the outputs of all rows that apply are made into one."""
        return self in (HitPolicy.SUM, HitPolicy.MIN, HitPolicy.MAX, HitPolicy.COUNT)

    @property
    def is_ranked(self) -> bool:
        """Whether the order of the declared values matters."""
        return self in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER)
