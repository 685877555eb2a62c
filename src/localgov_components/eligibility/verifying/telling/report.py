"""A verification in plain text: for a terminal, an e-mail or the log of a build.

What is refuted stands first, each with the households that show it; then what was not decided; then what was proved, a
line for each.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from localgov_components.core.lettering import one_line
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scheme_on import Result
from localgov_components.eligibility.verifying.proof import Proof, Verdict
from localgov_components.eligibility.verifying.telling.chart import told
from localgov_components.rules.reading import read_value

if TYPE_CHECKING:
    from localgov_components.eligibility.verifying.verification import Verification

__all__ = ["as_text", "result_in_words"]


def as_text(verification: "Verification") -> str:
    """The whole, without an end of line at its end."""
    return "\n".join(map(_printed, _lines(verification)))


def result_in_words(result: Result, results: Sequence[str] = ()) -> str:
    """What a household gets: `eligible, award £12.50`; `results` are those of tier and award that the scheme has."""
    parts = [result.outcome.value.replace("-", " ")]
    if result.outcome is Outcome.ELIGIBLE:
        values = {"tier": result.tier, "award": result.award}
        said = {name: None if values[name] is None else read_value(values[name]) for name in results}
        parts += [f"{name} {value or 'not settled'}" for name, value in said.items()]
    return ", ".join(parts)


def _printed(line: str) -> str:
    """A line as a terminal may show it: a label of a scheme document that somebody sent must not speak to it."""
    words = line.lstrip(" ")
    return f"{' ' * (len(line) - len(words))}{one_line(words)}"


def _lines(verification: "Verification") -> Iterator[str]:
    yield f"{verification.scheme} on {read_value(verification.on)}: {verification.summary}"
    yield ""
    yield "Within these limits:"
    yield from (f"- {limit}" for limit in verification.limits)
    refuted = [*verification.errors, *verification.warnings]
    yield from _section("Refuted", [line for each in refuted for line in _refuted(each, verification)])
    yield from _section(
        "Not decided", [f"{each.subject}: {each.kind} ({each.reason})" for each in verification.undecided]
    )
    proved = (each for each in verification if each.verdict is Verdict.PROVED)
    yield from _section("Proved", [f"{each.subject}: {each.words}" for each in proved])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, "-" * len(title), *lines)


def _refuted(proof: Proof, verification: "Verification") -> Iterator[str]:
    yield f"{proof.severity}: {proof.subject}: {proof.words} [{proof.kind}]"
    shown: set[str] = set()
    for example in proof.examples:
        yield f"  {example.title}: {result_in_words(example.result, verification.results)}"
        lines = verification.household(example)
        yield from (f"    {line}" for line in lines if line not in shown)  # of another household, what differs
        shown.update(lines)
    if proof.curve is not None and proof.curve.edges:
        yield f"  Against {proof.curve.fact}, for this household:"
        yield from (f"    {line}" for line in told(proof.curve))
