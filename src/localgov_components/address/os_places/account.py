"""Who asks OS Places, where it is, and what of it is wanted.

The key goes in a header and never in an address, where servers and proxies would write it down
(https://docs.os.uk/os-apis/core-concepts/authentication).

>>> OsPlacesAccount("abcd1234").request("postcode", {"postcode": "DT97 1AA"})
Request(method='GET', url='https://api.os.uk/search/places/v1/postcode?•••', headers=('key', 'accept'), body=0 bytes)
>>> OsPlacesAccount("two words")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an OS Data Hub key: it has other characters than letters, \
digits, '_' and '-'. Copy it again from the project.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode, urlsplit

from localgov_components.core import InvalidValueError
from localgov_components.transport import Request

__all__ = ["OS_PLACES_LIMIT", "OS_PLACES_URL", "Dataset", "OsPlacesAccount"]

OS_PLACES_URL = "https://api.os.uk/search/places/v1"
"""Where OS Places answers."""

OS_PLACES_LIMIT = 600
"""Requests a minute of a live project; one in development has 50.

OS Data Hub, rate-limiting policy (https://docs.os.uk/os-apis/core-concepts/rate-limiting-policy).
"""

Dataset = Literal["DPA", "LPI"]
"""Royal Mail's delivery points, or the councils' own gazetteers."""

_KEY = re.compile(r"[A-Za-z0-9_\-]+", re.ASCII)
_DATASETS = ("DPA", "LPI")
_LANGUAGES = ("ENG", "CYM")


@dataclass(frozen=True, slots=True)
class OsPlacesAccount:
    """A project's key, and how its answers are to be put together.

    It never shows the key. Of `datasets` the first one that has a property words its address, and the other adds
    what it knows. `language` is ENG or CYM: the wording that comes first where a property has both.
    """

    api_key: str = field(repr=False)
    base_url: str = OS_PLACES_URL
    datasets: tuple[Dataset, ...] = ("DPA", "LPI")
    language: Literal["ENG", "CYM"] = "ENG"

    def __post_init__(self) -> None:
        """Refuse a key that cannot be one, and datasets and languages that OS Places does not have."""
        if not _KEY.fullmatch(self.api_key):
            raise InvalidValueError(
                "not an OS Data Hub key: it has other characters than letters, digits, '_' and '-'. "
                "Copy it again from the project.",
                code="os-places.key-form",
            )
        if not _is_base(self.base_url):
            raise InvalidValueError(
                "not the address of an API: http or https, a host and a path, with no user, question or fragment. "
                "The key is given by itself.",
                code="os-places.base-url",
            )
        if not self.datasets or any(self.datasets.count(each) > 1 or each not in _DATASETS for each in self.datasets):
            raise InvalidValueError(
                f"the datasets are one or both of {' and '.join(_DATASETS)}, each once.", code="os-places.datasets"
            )
        if self.language not in _LANGUAGES:
            raise InvalidValueError(f"the language is {' or '.join(_LANGUAGES)}.", code="os-places.language")

    def request(self, method: str, parameters: Mapping[str, str | int], *, data: object = None) -> Request:
        """A request for one of the API's methods, with the account's key; a POST where there is data."""
        asked = {**parameters, "dataset": ",".join(self.datasets)}
        url = f"{self.base_url.rstrip('/')}/{method}?{urlencode(asked)}"
        headers = {"key": self.api_key, "accept": "application/json"}
        return (
            Request("GET", url, headers=headers)
            if data is None
            else Request.with_json("POST", url, data, headers=headers)
        )


def _is_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = not ({"@", "?", "#"} & set(url))
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain
