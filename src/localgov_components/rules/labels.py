"""How the label of a fact or a definition is put into a sentence.

A label is written once, as its author likes it: "Savings and investments", "number of bins", "is a
partner". In a sentence it begins with a small letter, has a verb in the singular or the plural, and can
be denied. The rules here are few and those of English; where they are wrong about a label, `plural=…`
and `denied=…` say how it reads.

>>> in_sentence("Savings and investments"), in_sentence("Universal Credit award")
('savings and investments', 'Universal Credit award')
>>> is_plural("savings and investments"), is_plural("number of adults and children")
(True, False)
>>> denied("is a partner"), denied("somebody gets Universal Credit")
('is not a partner', None)
"""

import re
from functools import lru_cache

__all__ = ["age_from", "denied", "in_sentence", "is_plural", "with_determiner"]

_MOST_REMEMBERED = 4096
"""Labels whose words are remembered: a scheme says the same ones of every case."""

_DETERMINERS = frozenset(
    {"a", "all", "an", "any", "each", "every", "her", "his", "its", "my", "no", "our", "some", "the", "their", "your"}
)
_DENIED = {
    "are": "are not",
    "can": "cannot",
    "has": "does not have",
    "has been": "has not been",
    "have": "do not have",
    "have been": "have not been",
    "is": "is not",
    "must": "need not",
    "was": "was not",
    "were": "were not",
    "will": "will not",
}
"""Verbs with which a label about a member may begin, and how they are denied."""

_SMALL = _DETERMINERS | {verb for verb in _DENIED if " " not in verb} | {"nobody", "somebody", "someone", "whether"}
"""Words that are no part of a name, also when the next word is a name."""

_ENDS_A_NOUN = frozenset(
    {"about", "after", "at", "before", "between", "by", "for", "from", "in", "of", "on", "or", "over", "per", "to"}
    | {"that", "under", "when", "where", "which", "who", "whose", "with", "without"}
)
"""After one of these, "and" joins something else than what the label is about."""

_BIRTH = re.compile(r"\b(?:date of birth|birth date|dyddiad geni)\b", re.IGNORECASE)


@lru_cache(maxsize=_MOST_REMEMBERED)
def in_sentence(label: str) -> str:
    """The label within a sentence: on one line, its first letter small unless it seems to be a name.

    A first word with another capital or a figure in it, or followed by a word with a capital, is taken for a name:
    "UPRN", "P60", "Blue Badge".
    """
    words = label.split()
    if not words:
        return ""
    first, rest = words[0], words[1:]
    common = re.fullmatch(r"[^\W\d_]['’-]?(?:[^\W\d_]|['’,:-])*", first) and first[1:] == first[1:].lower()
    is_name = first == "I" or (len(first) == 1 and first != "A") or (rest and rest[0][:1].isupper())
    if first.lower() in _SMALL or (common and not is_name):
        first = first[:1].lower() + first[1:]
    return " ".join([first, *rest])


@lru_cache(maxsize=_MOST_REMEMBERED)
def is_plural(label: str) -> bool:
    """Whether a noun is two joined with "and": "savings and investments are"."""
    before, joined, _ = label.partition(" and ")
    return bool(joined) and _ENDS_A_NOUN.isdisjoint(before.casefold().split())


@lru_cache(maxsize=_MOST_REMEMBERED)
def denied(label: str) -> str | None:
    """The denial of a label that begins with a verb such as "is" or "has"; None for any other."""
    words = label.split()
    for length in (2, 1):
        verb = " ".join(words[:length]).casefold()
        if verb in _DENIED and len(words) > length:
            return " ".join([_DENIED[verb], *words[length:]])
    return None


@lru_cache(maxsize=_MOST_REMEMBERED)
def with_determiner(label: str) -> bool:
    """Whether a noun begins with a word such as "the" or "your", and needs no other."""
    return label.split(maxsplit=1)[0].casefold() in _DETERMINERS if label.strip() else False


def age_from(label: str, age: str) -> str | None:
    """A label with its "date of birth" replaced by the word for age; None where it has none."""
    found = _BIRTH.subn(age, label, count=1)
    return found[0] if found[1] else None
