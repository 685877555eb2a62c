"""Why an address matched, or did not, in plain words: what differs first, and what is the same in one breath.

>>> in_words((
...     ElementCompared("postcode", How.CONFLICTING),
...     ElementCompared("number", How.EQUAL),
...     ElementCompared("street", How.SPELLING),
...     ElementCompared("place", How.MISSING, "not typed"),
... ))
'postcode different; place not typed; street spelt differently; the same: number'
"""

from collections.abc import Iterable, Mapping

from localgov_components.address.matching.match import ElementCompared, How
from localgov_components.address.review.in_force import DECISION

__all__ = ["in_words"]

_WORDS: Mapping[How, str] = {
    How.CONFLICTING: "different",
    How.MISSING: "given on one side only",
    How.SPELLING: "spelt differently",
    How.EQUIVALENT: "written another way",
}
"""What most needs to be looked at first."""

_NOT = "not "
"""How it begins where it is told why an element is on one side only: `not typed`, `not in the gazetteer`."""

_ORDER = (*_WORDS, How.EQUAL)


def in_words(explanation: Iterable[ElementCompared]) -> str:
    """An explanation in words; empty where there is none. It says nothing of what the address says."""
    told = _worst_of_each(explanation)
    sentences = [each.why for each in told if each.element == DECISION]
    for how, words in _WORDS.items():
        sentences += [_sentence(each, words) for each in told if each.how is how and each.element != DECISION]
    same = [each.element for each in told if each.how is How.EQUAL and each.element != DECISION]
    return "; ".join([*sentences, *([f"the same: {', '.join(same)}"] if same else [])])


def _worst_of_each(explanation: Iterable[ElementCompared]) -> list[ElementCompared]:
    """One comparison for each element: a conflict may be told beside what else is known of it."""
    found: dict[str, ElementCompared] = {}
    for each in explanation:
        before = found.get(each.element)
        if before is None or _ORDER.index(each.how) < _ORDER.index(before.how):
            found[each.element] = each
    return list(found.values())


def _sentence(compared: ElementCompared, words: str) -> str:
    """What is to be told of an element; of one that only one side has, on which side it is missing."""
    if compared.how is How.MISSING and compared.why.startswith(_NOT):
        return f"{compared.element} {compared.why}"
    return f"{compared.element} {words}{f' ({compared.why})' if compared.why else ''}"
