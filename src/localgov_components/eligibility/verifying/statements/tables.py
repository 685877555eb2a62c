"""Statements about decision tables: that rows do not contradict each other, leave no gap, and are of use."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.found_table import FoundTable, tables_in
from localgov_components.eligibility.verifying.asking.workbench import Workbench, reproduced
from localgov_components.eligibility.verifying.proof import Example, ProofKind, Subject, Verdict
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, not_decided, refused
from localgov_components.rules import Condition, any_of, not_

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.rules.proofs import Answer

__all__ = ["statements_of_tables"]

_MOST_PAIRS = 20
"""Pairs of rows that are told of one table."""


def statements_of_tables(scheme: "Scheme") -> Iterator[Statement]:
    """That tables contradict themselves nowhere, give something where it is needed, and have no dead row."""
    for table in tables_in(*scheme.expressions.values()):
        subject = Subject("table", table.name)
        if table.clash is not None:
            yield Statement(ProofKind.TABLE_OVERLAP, subject, partial(_overlap, table, table.clash))
        if table.has_gap:
            yield Statement(ProofKind.TABLE_GAP, subject, partial(_gap, table))
        yield Statement(ProofKind.TABLE_ROW, subject, partial(_rows, table))


def _overlap(table: FoundTable, clash: Condition, bench: Workbench) -> Shown:
    """Every pair of rows that contradict each other, up to so many, with a household that the first pair applies to."""
    from localgov_components.rules.proofs import Found, Impossible, NotDecided

    pairs: list[tuple[int, int]] = []
    examples: list[Example] = []
    answer = bench.find(bench.case.holds(table.asked(clash)))
    while isinstance(answer, Found) and len(pairs) < _MOST_PAIRS:
        known = bench.known(answer)
        met = {pair for rows in table.applying(bench.bound.trace(known)) for pair in combinations(rows, 2)}
        new = sorted(pair for pair in met - {*pairs} if not table.are_alike(*pair))
        reproduced(holds=bool(new))
        pairs += new
        examples.append(bench.example(wording.rows_apply(*new[0]), known))
        others = [any_of(not_(table.rows[one]), not_(table.rows[other])) for one, other in pairs]
        answer = bench.ask(*(bench.case.holds(each) for each in table.together(clash, *others)))
    if not pairs:
        proved = Shown(Verdict.PROVED, wording.NO_OVERLAP)
        return not_decided(answer) if isinstance(answer, NotDecided) else proved
    is_all = isinstance(answer, Impossible)
    words = wording.rows_contradict(pairs, is_all=is_all)
    return Shown(Verdict.REFUTED, words, tuple(examples[:1]), is_partial=not is_all)


def _gap(table: FoundTable, bench: Workbench) -> Shown:
    """That a row applies wherever the decision hangs on it; elsewhere nobody minds."""
    from localgov_components.rules.proofs import Impossible

    nothing = bench.case.holds(table.asked(not_(any_of(*table.rows.values()))))
    shown = refused(
        bench,
        nothing,
        bench.deciding.is_undecided,
        proved=wording.NO_GAP_THAT_MATTERS,
        refuted=wording.GAP,
    )
    if shown.verdict is Verdict.PROVED and isinstance(bench.ask(nothing), Impossible):
        return shown._replace(words=wording.NO_GAP)
    return shown


def _rows(table: FoundTable, bench: Workbench) -> Shown:
    """Rows that apply to nobody, or only where a row before settles what is given."""
    from localgov_components.rules.proofs import Found, NotDecided

    idle, used = [], set[int]()
    for number, row in table.rows.items():
        if number in used:
            continue
        answer, known = bench.ask_apart(table.asked(row))
        if known is not None:
            used |= {*table.winning(bench.bound.trace(known))}
        if isinstance(answer, Found) and number not in used:
            answer = _settling(table, number, bench)
            used |= {number} if isinstance(answer, Found) else set()
        if isinstance(answer, NotDecided):
            return not_decided(answer)
        if number not in used:
            idle.append(number)
    if not idle:
        return Shown(Verdict.PROVED, wording.NO_IDLE_ROW)
    return Shown(Verdict.REFUTED, wording.idle_rows(idle))


def _settling(table: FoundTable, number: int, bench: Workbench) -> "Answer":
    """A household to which a row applies and no branch before it does."""
    if table.loops:
        answer, _ = bench.ask_apart(table.asked(table.wins(number)))
        return answer
    case = bench.case_for(f"table {table.name}")
    earlier = (case.fails(each) for each in table.before.get(number, ()))
    return bench.ask(case.holds(table.rows[number]), *earlier, cases=[case])
