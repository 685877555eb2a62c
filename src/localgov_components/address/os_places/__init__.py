"""OS Places API: every address of Great Britain, from Ordnance Survey, over the wire.

>>> from localgov_components.transport import FakeTransport
>>> OsPlaces(FakeTransport.unreachable(), "0000")
OsPlaces(base_url='https://api.os.uk/search/places/v1')
"""

from localgov_components.address.os_places.account import OS_PLACES_LIMIT, OS_PLACES_URL, OsPlacesAccount
from localgov_components.address.os_places.provider import AsyncOsPlaces, OsPlaces, find_addresses

__all__ = ["OS_PLACES_LIMIT", "OS_PLACES_URL", "AsyncOsPlaces", "OsPlaces", "OsPlacesAccount", "find_addresses"]
