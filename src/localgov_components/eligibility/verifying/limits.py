r"""How far proofs look, and what they take for granted: said with every verdict.

A proof speaks of every household within these limits and of no other.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     council_tax: Fact[Money] = fact("council tax on the home")
>>> limits = ProofLimits(most_members=2, assuming=[Household.council_tax <= Money("60.00")])
>>> print(*limits.words(has_lists=True), sep="\n")
every fact is known and within its declared limits
no amount or number is below nothing
no list has more than 2 members
council tax on the home is at most £60.00
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError, NotFoundError
from localgov_components.rules import Condition, PolicyLookup, policy_read
from localgov_components.rules.building import faults_in
from localgov_components.rules.reading.reader import Asked
from localgov_components.rules.reading.sentence import reader_for
from localgov_components.rules.tree import Mistaken

__all__ = ["ProofLimits"]

_MOST_MEMBERS = 20
"""Members that are written out one by one; a question grows with their square where lists are paired."""


@dataclass(frozen=True, slots=True, eq=False)  # conditions do not compare
class ProofLimits:
    """What is taken for granted in a proof.

    `most_members` is how many members a list has at most, from 1 to 20. No amount or number is below nothing, but those
    of the facts in `may_be_negative`, by id. `assuming` are conditions that every household meets, such as a highest
    council tax. Raises `InvalidValueError`, and `DefinitionError` for a condition that makes no sense.
    """

    most_members: int = 3
    may_be_negative: Sequence[str] = ()
    assuming: Sequence[Condition] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what no proof could be made within."""
        if not 1 <= self.most_members <= _MOST_MEMBERS:
            raise InvalidValueError(f"not a number of members from 1 to {_MOST_MEMBERS}.", code="proof.limits")
        faults = [*faults_in(self.assuming)]
        kinds = [each.value_type for each in self.assuming]
        faults += [Fault("assuming", "not a condition") for kind in kinds if kind not in (bool, Mistaken)]
        DefinitionError.raise_for(faults)

    def words(self, *, has_lists: bool, policy: PolicyLookup | None = None) -> Iterator[str]:
        """The limits, one in a line."""
        yield "every fact is known and within its declared limits"
        but = f", but for {', '.join(self.may_be_negative)}" if self.may_be_negative else ""
        yield f"no amount or number is below nothing{but}"
        if has_lists:
            yield f"no list has more than {self.most_members} member{'s' if self.most_members > 1 else ''}"
        reader = reader_for("en", policy=policy)
        yield from (reader.text(each, Asked(holds=True)) for each in self.assuming)

    def require(self, ids: Collection[str]) -> None:
        """Refuse limits about facts that no rule reads."""
        for id_ in self.may_be_negative:
            if id_ not in ids:
                raise NotFoundError(f"no number '{id_}' is read by a rule. Check its id.", code="proof.unread")

    @property
    def policy(self) -> tuple[str, ...]:
        """Keys of the policy values that its conditions read."""
        return tuple(dict.fromkeys(ref.key for ref in policy_read(*self.assuming)))
