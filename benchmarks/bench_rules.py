"""Deciding a claim for council support: our rules beside other engines, and a program written for it alone.

Every contender first works out the same claims, and must come to what the program by hand comes to: ours to the penny,
those that reckon in floats and do not round within a penny. None but ours knows a missing fact from nought, or gives
its reasons; the nearest thing that a peer has is ZEN's trace.
"""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta

from benchmarks.measure import compare, version_of
from benchmarks.rules_by_hand import support_in_pence, support_in_pounds
from benchmarks.rules_cases import Claim, claims, in_pounds
from benchmarks.rules_growth import show_growth_with_members, show_growth_with_rules
from benchmarks.rules_json_logic import by_handles, by_mappings
from benchmarks.rules_openfisca import by_simulation
from benchmarks.rules_rule_engine import by_rule
from benchmarks.rules_scheme import BOUND, DAY, POLICY, SCHEME, Household, data_of, known_of
from benchmarks.rules_workloads import decisions, decisions_in_words, results
from benchmarks.rules_zen import by_expression, by_graph
from localgov_components.eligibility import SchemeOn
from localgov_components.rules import Known
from localgov_components.rules.support import Case

ITEMS = 1_000
ITEMS_IN_WORDS = 200
DAYS = 50
OURS = "localgov-components"
LACKING = ("household.earnings", "household.capital", "household.disabled")

Awards = Callable[[], list[float]]


def main() -> None:
    """Check every contender, then time them."""
    made = claims(ITEMS)
    known = [known_of(claim) for claim in made]
    by_peers = peers([in_pounds(claim) for claim in made])
    require_agreement(made, by_peers)
    compare_results(made, known, by_peers)
    compare_reasons(made)
    compare_words(known[:ITEMS_IN_WORDS])
    compare_unknown(known)
    compare_reading(made)
    compare_binding(known)
    show_growth_with_rules()
    show_growth_with_members()


def peers(in_pounds: Sequence[dict[str, float]]) -> Mapping[str, Awards]:
    """Every peer's workload, by the name of its row."""
    zen, datalogic = version_of("zen-engine"), version_of("datalogic-py")
    return {
        f"{zen}, graph": by_graph(in_pounds),
        f"{zen}, one expression": by_expression(in_pounds),
        datalogic: by_mappings(in_pounds),
        f"{datalogic}, values read before": by_handles(in_pounds),
        version_of("rule-engine"): by_rule(in_pounds),
        version_of("openfisca-core"): by_simulation(in_pounds),
        "by hand in floats": lambda: [support_in_pounds(claim) for claim in in_pounds],
    }


def require_agreement(made: Sequence[Claim], by_peers: Mapping[str, Awards]) -> None:
    """Stop where somebody comes to another award than the program by hand."""
    exact = [support_in_pence(claim) for claim in made]
    for claim, pence in zip(made, exact, strict=True):
        award = BOUND.result(known_of(claim)).award
        if (award.pence if award else 0) != pence:
            raise SystemExit(f"Ours is not what the program by hand gives for {claim}: fix that before comparing.")
    for name, awards in by_peers.items():
        apart = max(abs(100 * theirs - pence) for theirs, pence in zip(awards(), exact, strict=True))
        if apart >= 1:
            raise SystemExit(f"{name} is {apart:.2f}p from the program by hand: fix that before comparing.")


def compare_results(made: Sequence[Claim], known: Sequence[Known], by_peers: Mapping[str, Awards]) -> None:
    """Time the outcome and the award alone, when everything is known."""
    ours = {
        OURS: lambda: results(BOUND, known),
        f"{OURS}, facts put together afresh": lambda: [BOUND.result(Known(each.stored)) for each in known],
    }
    by_hand = {"by hand in pence": lambda: [support_in_pence(claim) for claim in made]}
    compare("Outcome and award", ours | by_hand | dict(by_peers), items=ITEMS)


def compare_reasons(made: Sequence[Claim]) -> None:
    """Time a decision with all that its reasons rest on, beside the peer that notes each value it works out.

    What our reasons rest on is remembered by the shape of a case. So it is timed for claims whose shapes were met
    before, for the first claims after a scheme was bound, and for claims of which no two have the same shape.
    """
    known = [known_of(claim) for claim in made]
    new = len({shape_of(each) for each in known}) / len(known)
    differing = no_two_alike(len(made))
    compare(
        "Decision with full reasons",
        {
            OURS: lambda: decisions(BOUND, known),
            f"{OURS}, first claims after binding ({new:.0%} of new shapes)": lambda: decisions(bound_afresh(), known),
            f"{OURS}, every claim of a new shape": lambda: decisions(bound_afresh(), differing),
            f"{version_of('zen-engine')}, graph with trace": by_graph([in_pounds(each) for each in made], trace=True),
        },
        items=len(made),
    )


def bound_afresh() -> SchemeOn:
    """The scheme bound to the day, with nothing remembered."""
    return SchemeOn(SCHEME, POLICY, DAY, None)


def shape_of(known: Known) -> object:
    """The shape of a claim, by which its reasons are remembered."""
    return Case(SCHEME.program, BOUND.trace(known), known).shape


def no_two_alike(items: int) -> list[Known]:
    """Claims by chance, each of another shape."""
    by_shape: dict[object, Known] = {}
    for claim in claims(items * 100, seed=98):
        known = known_of(claim)
        by_shape.setdefault(shape_of(known), known)
        if len(by_shape) == items:
            return [*by_shape.values()]
    raise SystemExit(f"Only {len(by_shape)} shapes among the claims: make more of them.")


def compare_words(known: Sequence[Known]) -> None:
    """Time the words in which reasons are told, which are made when somebody asks for them."""
    compare(
        "Decision with full reasons, told in words",
        {
            "facts, definitions and policy": lambda: decisions(BOUND, known),
            "in words too": lambda: decisions_in_words(BOUND, known),
        },
        items=len(known),
        against="facts",
    )


def compare_unknown(known: Sequence[Known]) -> None:
    """Time a decision that lacks three facts and names those still needed, beside one that lacks none."""
    chance = random.Random(97)
    by_chance = [without(each, chance.sample(list(each), 3)) for each in known]
    the_same = [without(each, LACKING) for each in known]
    compare(
        "Decision with full reasons, and with three facts unknown",
        {
            "everything known": lambda: decisions(BOUND, known),
            f"three unknown by chance ({undecided(by_chance)})": lambda: decisions(BOUND, by_chance),
            f"earnings, capital, disability unknown ({undecided(the_same)})": lambda: decisions(BOUND, the_same),
            "everything known, first claims after binding": lambda: decisions(bound_afresh(), known),
            "three unknown by chance, the same": lambda: decisions(bound_afresh(), by_chance),
            "earnings, capital, disability unknown, the same": lambda: decisions(bound_afresh(), the_same),
        },
        items=len(known),
        against="known",
    )


def without(known: Known, ids: Collection[str]) -> Known:
    """What is known less some facts."""
    return Known({id_: known[id_] for id_ in known if id_ not in ids})


def undecided(known: Sequence[Known]) -> str:
    """In how many claims the outcome is open."""
    return f"{sum(not BOUND.decide(each).is_settled for each in known):,} undecided"


def compare_reading(made: Sequence[Claim]) -> None:
    """Time reading and checking the facts, which no peer does and no time above has in it."""
    data = [data_of(claim) for claim in made]
    by_name = [{id_.removeprefix("household."): value for id_, value in each.items()} for each in data]
    compare(
        "Read and check the facts of a claim",
        {
            OURS: lambda: [Known.parse(each, facts=[Household]) for each in data],
            "the same facts as a Pydantic model": lambda: [Household.model_validate(each) for each in by_name],
        },
        items=ITEMS,
    )


def compare_binding(known: Sequence[Known]) -> None:
    """Time binding a scheme to a day, which is done once for all the claims of the day."""
    days = [DAY + timedelta(days=number) for number in range(DAYS)]
    compare(
        "Bind a scheme to a day",
        {
            "bind": lambda: [SCHEME.on(day, policy=POLICY) for day in days],
            "outcome and award of one claim": lambda: results(BOUND, known[:DAYS]),
        },
        items=DAYS,
        against="binding",
    )


if __name__ == "__main__":
    main()
