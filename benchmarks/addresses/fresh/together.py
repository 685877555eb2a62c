"""Two faults of different kinds at once, as most real lines have."""

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault
from benchmarks.addresses.fresh.debris import other_separators, said_before
from benchmarks.addresses.fresh.placing import county_behind, order, postcode_placeholder, postcode_space
from benchmarks.addresses.fresh.premises import flat_behind_number, flat_other_word, words_about_number
from benchmarks.addresses.fresh.spelling import dictated, kinds_shortened, letter_missing, thumb

__all__ = ["TOGETHER"]

_WORDS = (kinds_shortened, letter_missing, thumb, dictated)
_AROUND = (
    other_separators, said_before, county_behind, order, postcode_space, postcode_placeholder, flat_behind_number,
    flat_other_word, words_about_number,
)  # fmt: skip


def two_faults(draft: Draft) -> bool:
    """A fault in a word, and one in what stands around it."""
    return draft.chance.choice(_AROUND)(draft) and draft.chance.choice(_WORDS)(draft)


TOGETHER: dict[str, tuple[int, Fault]] = {"two faults": (8, two_faults)}
