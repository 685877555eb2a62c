"""The ground every room stands on: errors for programs, problems for people.

>>> from localgov_components.core import InvalidValueError
>>> raise InvalidValueError("not a UPRN: no digits. Give 1 to 12 digits.", code="uprn.empty")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a UPRN: no digits. Give 1 to 12 digits.
"""

from localgov_components.core.errors import (
    ConflictError,
    DefinitionError,
    Fault,
    InvalidValueError,
    LocalGovError,
    MissingLibraryError,
    NotFoundError,
    NotSupportedError,
    PluginUnusableError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from localgov_components.core.problems import Problem

__all__ = [
    "ConflictError",
    "DefinitionError",
    "Fault",
    "InvalidValueError",
    "LocalGovError",
    "MissingLibraryError",
    "NotFoundError",
    "NotSupportedError",
    "PluginUnusableError",
    "Problem",
    "ProviderError",
    "ProviderRefusedError",
    "ProviderUnavailableError",
]
