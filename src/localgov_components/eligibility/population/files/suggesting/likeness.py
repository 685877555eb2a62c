"""How much the heading of a column is like a fact: by words, by spelling, by initials.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Member(Facts, id="member"):
...     born: Fact[date] = fact("date of birth")
>>> declaration = Member.declarations["born"]
>>> [likeness(heading, declaration) for heading in ("Date of birth", "DOB", "member.born", "Ward")]
[1.0, 0.9, 1.0, 0.0]
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from localgov_components.rules import FactDeclaration

__all__ = ["LEAST_LIKE", "likeness", "paired", "words_of"]

LEAST_LIKE = 0.6
"""From here on a heading is taken for a fact."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "is", "are", "you", "your", "has", "have", "for", "and", "or", "to"}
)
_INITIALS = 0.9
_SHORTENED = 0.85
_WORDS = 0.95
_SHORTEST_INITIALS = 2


def likeness(heading: str, fact: FactDeclaration) -> float:
    """From 0 to 1; 0 where nothing is alike enough to matter."""
    if heading.strip().casefold() == fact.id:
        return 1.0
    found = max(_alike(words_of(heading), words_of(phrase)) for phrase in (fact.name, fact.label, *_last_words(fact)))
    return found if found >= LEAST_LIKE else 0.0


def paired(scores: Iterable[tuple[float, str, str]]) -> dict[str, str]:
    """What goes best with what, each once: from scores with a fact and a heading to the heading by fact."""
    found: dict[str, str] = {}
    for score, fact, heading in sorted(scores, key=lambda each: -each[0]):
        if score > 0 and fact not in found and heading not in found.values():
            found[fact] = heading
    return found


def words_of(text: str) -> list[str]:
    """The words of a heading, a name or a label, in small letters: `CouncilTax_weekly` has three."""
    return [each.casefold() for each in _WORD.findall(text)]


def _last_words(fact: FactDeclaration) -> tuple[str, ...]:
    """The id without what it begins with."""
    return (fact.id.rpartition(".")[2],)


def _alike(heading: Sequence[str], phrase: Sequence[str]) -> float:
    if not heading or not phrase:
        return 0.0
    whole = _spelt_out(heading, phrase)
    if whole != [*heading]:
        return round(_INITIALS * _alike(whole, phrase), 4)
    if [*heading] == [*phrase]:
        return 1.0
    if _is_shortened(heading, [each for each in phrase if each not in _SMALL]):
        return _SHORTENED
    telling, mine = ({each for each in words if each not in _SMALL} or {*words} for words in (phrase, heading))
    by_words = _WORDS * 2 * len(telling & mine) / (len(telling) + len(mine))
    by_spelling = _WORDS * SequenceMatcher(None, " ".join(heading), " ".join(phrase)).ratio()
    return round(max(by_words, by_spelling), 4)


def _spelt_out(heading: Sequence[str], phrase: Sequence[str]) -> list[str]:
    """A heading with words of a phrase in place of their initials: `Gets UC` of somebody gets Universal Credit."""
    telling = [each for each in phrase if each not in _SMALL]
    runs = {
        "".join(each[0] for each in words[start:end]): words[start:end]
        for words in (telling, phrase)
        for start in range(len(words))
        for end in range(start + _SHORTEST_INITIALS, len(words) + 1)
    }
    return [part for word in heading for part in ([word] if word in phrase else runs.get(word, [word]))]


def _is_shortened(heading: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether a heading has the beginning of each word of a phrase: `CTax` of council tax."""
    same = len(heading) == len(phrase) > 1
    return same and all(whole.startswith(part) for part, whole in zip(heading, phrase, strict=True))
