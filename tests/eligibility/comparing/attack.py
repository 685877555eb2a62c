"""Somebody who is after the numbers that a published comparison hides, with every means there is.

They know the document; that all its tables are of the same cases; the threshold; of every hidden figure whether it is
below the threshold or was hidden beside one that is; and every amount that is shown to the penny, though it is printed
in pounds. They solve for whole numbers, all tables at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import z3

from localgov_components.eligibility.comparing import Comparison, Cost, OutcomeChange, PublishedComparison, Tally
from localgov_components.eligibility.comparing.outcome_change import AFTER, BEFORE, DECIDED, GAINING, LOSING
from localgov_components.eligibility.comparing.tally import added

MONEY = ("before", "gain", "loss", "after")


@dataclass
class Secret:
    """A hidden figure that stands for few: what it is to the attacker, what it is in truth, and how well it is kept."""

    name: str
    term: z3.ArithRef
    truth: int
    needs: int


@dataclass
class Attacker:
    """What is known of the numbers, as equations."""

    comparison: Comparison
    published: PublishedComparison
    known: list[z3.BoolRef] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.least = self.published.threshold
        self.whole = {change: z3.Int(f"all {change}") for change in OutcomeChange}
        self.known += [term >= 0 for term in self.whole.values()]
        self.known.append(z3.Sum(*self.whole.values()) == self.published.rows)
        for row in self.published.changes:
            self.read(f"all {row.change}", self.whole[row.change], row.number, self.comparison.number(row.change))
        undecided = [each for each in OutcomeChange if each not in DECIDED]
        self.add_up(list(DECIDED), self.published.decided)
        self.add_up(undecided, self.published.undecided)
        self.read_moves()
        self.read_breakdowns()

    def add_up(self, kinds: list[OutcomeChange], shown: int | str) -> None:
        if shown != "[c]":
            self.known.append(z3.Sum(*(self.whole[each] for each in kinds)) == shown)

    def read(self, name: str, term: z3.ArithRef, shown: object, truth: int) -> None:
        """Learn what a figure says, or what its being hidden says."""
        if shown != "[c]":
            assert shown == truth
            self.known.append(term == shown)
        elif not truth:
            self.known += [term >= 0, term < self.least]
        elif truth < self.least:
            self.known += [term >= 1, term < self.least]
            self.secrets.append(Secret(name, term, truth, max(2, self.least // 2)))
        else:
            self.known.append(term >= self.least)

    def read_moves(self) -> None:
        for direction, kinds in (("more", GAINING), ("less", LOSING)):
            rows = [row for row in self.published.moves if row.direction == direction]
            terms = [z3.Int(f"{direction} {row.least}") for row in rows]
            self.known += [term >= 0 for term in terms]
            if rows:
                self.known.append(z3.Sum(*terms) == z3.Sum(*(self.whole[each] for each in kinds)))
            for step, (row, term) in enumerate(sorted(zip(rows, terms, strict=True), key=lambda pair: pair[0].least)):
                if any(each.number != "[c]" for each in rows):  # a side that is hidden whole says nothing of its parts
                    self.read(
                        f"move {direction} {row.least}",
                        term,
                        row.number,
                        self.comparison.moves[direction == "more", step],
                    )

    def read_breakdowns(self) -> None:
        for table in self.published.breakdowns:
            groups = self.comparison.groups(table.column)
            cells = {
                (row.name, change): z3.Int(f"{row.name} {change}") for row in table.rows for change in OutcomeChange
            }
            self.known += [term >= 0 for term in cells.values()]
            for change in OutcomeChange:
                self.known.append(z3.Sum(*(cells[row.name, change] for row in table.rows)) == self.whole[change])
            for row in table.rows:
                numbers = groups[row.name]
                everybody = z3.Sum(*(cells[row.name, change] for change in OutcomeChange))
                self.read(f"group {row.name}", everybody, row.number, added(numbers.values()).number)
                for column, shown in zip(table.columns, row.numbers, strict=True):
                    here = z3.Sum(*(cells[row.name, change] for change in column))
                    self.read(f"{row.name} {column}", here, shown, sum(numbers[each].number for each in column))

    def found_out(self) -> Iterator[str]:
        """Secrets of which too few values are possible."""
        solver = z3.Solver()
        solver.add(*self.known)
        assert solver.check() == z3.sat  # the truth is a solution
        for secret in self.secrets:
            solver.push()
            possible = 0
            while possible < secret.needs and solver.check() == z3.sat:
                possible += 1
                solver.add(secret.term != solver.model().eval(secret.term, model_completion=True))
            solver.pop()
            if possible < secret.needs:
                yield f"{secret.name}: {secret.truth} is one of {possible}"


@dataclass
class MoneyAttacker:
    """The same for amounts, which may be any; each is a secret that goes to few, or more than half of it to one."""

    comparison: Comparison
    published: PublishedComparison
    known: list[z3.BoolRef] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)

    def __post_init__(self) -> None:
        assert self.published.cost is not None
        whole = self.read_four("all", self.published.cost, self.comparison.changes)
        changes = {row.change: z3.Real(f"of {row.change}") for row in self.published.changes}
        for row in self.published.changes:
            if row.change in (*GAINING, *LOSING):
                found = self.comparison.changes[row.change]
                self.read(
                    f"of {row.change}",
                    changes[row.change],
                    row.amount,
                    abs(found.change),
                    found.number,
                    found.most_change,
                )
        self.known.append(whole["gain"] == z3.Sum(*(changes[each] for each in GAINING)))
        self.known.append(whole["loss"] == z3.Sum(*(changes[each] for each in LOSING)))
        for table in self.published.breakdowns:
            groups = self.comparison.groups(table.column)
            fours = [self.read_four(row.name, row.cost, groups[row.name]) for row in table.rows if row.cost]
            for name in MONEY:
                self.known.append(z3.Sum(*(each[name] for each in fours)) == whole[name])

    def read_four(self, group: str, cost: Cost, numbers: Mapping[OutcomeChange, Tally]) -> dict[str, z3.ArithRef]:
        terms = {name: z3.Real(f"{group} {name}") for name in MONEY}
        self.known.append(terms["before"] + terms["gain"] == terms["loss"] + terms["after"])
        had, has = added(numbers[each] for each in BEFORE), added(numbers[each] for each in AFTER)
        more, less = added(numbers[each] for each in GAINING), added(numbers[each] for each in LOSING)
        truths = {
            "before": (had.before, had.number, had.most_before),
            "gain": (more.change, more.number, more.most_change),
            "loss": (-less.change, less.number, less.most_change),
            "after": (has.after, has.number, has.most_after),
        }
        for name, (pence, people, most) in truths.items():
            self.read(f"{group} {name}", terms[name], getattr(cost, name), pence, people, most)
        moved = more.number + less.number
        difference = more.change + less.change
        if cost.difference != "[c]":
            self.known.append(terms["after"] - terms["before"] == difference)
        if 0 < moved < self.published.threshold:
            self.secrets.append(
                Secret(f"{group} difference", terms["after"] - terms["before"], difference, max(1, abs(difference)))
            )
        return terms

    def read(self, name: str, term: z3.ArithRef, shown: object, pence: int, people: int, most: int) -> None:
        self.known.append(term >= 0)
        if shown != "[c]":
            self.known.append(term == pence)
        if 0 < people < self.published.threshold or 2 * most > pence > 0:
            self.secrets.append(Secret(name, term, pence, max(1, pence)))

    def found_out(self) -> Iterator[str]:
        """Secrets that are known to within less than their size."""
        for secret in self.secrets:
            least = z3.Optimize()
            least.add(*self.known)
            lowest = least.minimize(secret.term)
            assert least.check() == z3.sat  # the truth is a solution
            bottom = lowest.value()
            solver = z3.Solver()
            solver.add(*self.known, secret.term >= bottom + secret.needs)
            if solver.check() != z3.sat:
                yield f"{secret.name}: {secret.truth}"
