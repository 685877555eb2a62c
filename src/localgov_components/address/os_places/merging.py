"""One address for each property, however many rows OS Places has for it.

A property comes twice where both datasets have it, twice where it has an English and a Welsh address, and again
under each further name. The rows of one UPRN become one address: worded by the first dataset that was asked for,
in the language that was asked for; what its row does not know of the property itself (its street's number, its
place, its kind) is taken from the others. Their wordings are kept as `alternates`.
"""

from collections.abc import Iterable, Iterator, Sequence

from localgov_components.address.model import GazetteerAddress
from localgov_components.address.os_places.account import OsPlacesAccount
from localgov_components.address.os_places.rows import Row
from localgov_components.address.responsible import is_national_custodian

__all__ = ["merged", "without_shells"]

_OF_THE_PROPERTY = (
    "parent_uprn",
    "udprn",
    "usrn",
    "toid",
    "classification_code",
    "rpc",
    "last_update_date",
    "postcode",
    "custodian_code",
    "addressbase_postal",
)
_PLACES = (("easting", "northing"), ("latitude", "longitude"))
_APPROVED, _ALTERNATIVE, _CANDIDATE, _PROVISIONAL = 1, 3, 5, 6
_STANDING = {status: place for place, status in enumerate((_APPROVED, _PROVISIONAL, _CANDIDATE, _ALTERNATIVE))}


def merged(rows: Iterable[Row], account: OsPlacesAccount, *, with_ended: bool) -> list[GazetteerAddress]:
    """An address for each UPRN, in the order of their first rows; ended properties only where they are wanted."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.address.uprn.number, []).append(row)
    return [
        _one(sorted(group, key=lambda row: _rank(row, account)))
        for group in groups.values()
        if with_ended or not all(row.has_ended for row in group)
    ]


def without_shells(addresses: Sequence[GazetteerAddress]) -> list[GazetteerAddress]:
    """The addresses without the buildings that only hold others of them."""
    parents = {address.parent_uprn for address in addresses}
    return [each for each in addresses if not (each.is_parent_shell and each.uprn in parents)]


def _rank(row: Row, account: OsPlacesAccount) -> tuple[bool, bool, int, int]:
    """What comes first words the address: it has not ended, is in the language wanted, and is approved."""
    other_language = (row.address.language or "ENG") != account.language
    order = account.datasets.index(row.dataset) if row.dataset in account.datasets else len(account.datasets)
    return row.has_ended, other_language, order, _STANDING.get(row.address.logical_status or _APPROVED, len(_STANDING))


def _one(rows: Sequence[Row]) -> GazetteerAddress:
    first, *others = (row.address for row in rows)
    known = {name: _first_known(name, rows) for name in _OF_THE_PROPERTY}
    known["custodian_code"] = _custodian(rows)
    for pair in _PLACES:
        placed = next((row.address for row in rows if getattr(row.address, pair[0]) is not None), first)
        known |= {name: getattr(placed, name) for name in pair}
    return first.model_copy(update={**known, "alternates": tuple(_other_wordings(first, others))})


def _first_known(name: str, rows: Sequence[Row]) -> object:
    return next((value for row in rows if (value := getattr(row.address, name)) is not None), None)


def _custodian(rows: Sequence[Row]) -> object:
    """A council before a national body: where rows of one property differ, the body is not its custodian."""
    codes = [row.address.custodian_code for row in rows if row.address.custodian_code is not None]
    return next((code for code in codes if not is_national_custodian(code)), codes[0] if codes else None)


def _other_wordings(first: GazetteerAddress, others: Iterable[GazetteerAddress]) -> Iterator[GazetteerAddress]:
    told = {_wording(first)}
    for other in others:
        if _wording(other) not in told:
            told.add(_wording(other))
            yield other


def _wording(address: GazetteerAddress) -> tuple[str | None, str]:
    return address.language, "".join(filter(str.isalnum, address.single_line_address.casefold()))
