"""What took the place of a retired UPRN: AddressBase's successor records, followed to their ends."""

import sqlite3

__all__ = ["last_successors"]

_NEXT = "SELECT successor FROM successor WHERE uprn = ? ORDER BY successor"


def last_successors(connection: sqlite3.Connection, uprn: int) -> list[int]:
    """The UPRNs at the ends of all chains from this one, in their order; empty where it has no successor.

    A chain that comes back to where it was ends before: what follows round a circle has no end, so the
    members of a circle without a way out are not among the answers.
    """
    ends: set[int] = set()
    seen = {uprn}
    waiting = [uprn]
    while waiting:
        current = waiting.pop()
        following = [row[0] for row in connection.execute(_NEXT, (current,)) if row[0] != current]
        if not following and current != uprn:
            ends.add(current)
        fresh = [number for number in following if number not in seen]
        seen.update(fresh)
        waiting += fresh
    return sorted(ends)
