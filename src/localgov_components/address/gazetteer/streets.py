"""The addresses of a street, by those keys of the index of text that begin with its name.

They come place by place and in walking order, as the keys do. A street has the name that any wording of an address
gives it, with `the` or without. Which place is meant is told by what follows the street there.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from localgov_components.address.gazetteer.typed_words import (
    BEHIND_STREET,
    ORDER_BEGINS,
    STREET_ENDS,
    plain_text,
    without_the,
)

__all__ = ["uprns_on_street"]

_ON_STREET = """
SELECT key, typed.uprn FROM typed CROSS JOIN address ON address.uprn = typed.uprn WHERE key >= ? AND key < ?
"""


def uprns_on_street(
    connection: sqlite3.Connection, name: str, places: Sequence[str] = (), *, where: str = ""
) -> Iterator[int]:
    """The UPRNs of addresses on the streets with this name, in these places, that fit the condition `where`.

    One may come more than once: an address whose wordings name the same street.
    """
    street = without_the(plain_text(name))
    if not street:
        return
    wanted = [f" {place} " for place in map(plain_text, places) if place]
    statement = f"{_ON_STREET}{where} ORDER BY key, typed.uprn"
    for key, uprn in connection.execute(statement, (street + ORDER_BEGINS, street + BEHIND_STREET)):
        following, _, _ = key[len(street) :].lstrip(STREET_ENDS).partition(ORDER_BEGINS)
        if all(place in f" {following} " for place in wanted):
            yield uprn
