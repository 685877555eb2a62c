"""Several address providers as one: the first that knows answers, and each before it says why it did not.

A provider does not answer because it is *not able* to be asked so, because it was *unavailable* or *refused*, or
because the address is *unknown* to it. Only when all whose capabilities allow it say "unknown" is it "none found".
When one of them could not look, or could not look for so much, the answer is not known, and the chain says so.

>>> from localgov_components.identifiers import Postcode
>>> class Nobody:
...     name = "nobody"
...     capabilities = frozenset({AddressCapability.POSTCODE})
...     def find(self, query):
...         return AddressPage(addresses=(), total=0)
>>> answer = Chain(Nobody()).ask(AddressQuery(postcode=Postcode.parse("DT97 1AA")))
>>> answer.page.total, answer.provider, [str(each) for each in answer.passed]
(0, None, ['nobody: unknown'])
"""

from dataclasses import dataclass
from enum import StrEnum

from localgov_components.address.provider import AddressCapability, AddressPage, AddressProvider, AddressQuery
from localgov_components.core import (
    InvalidValueError,
    NotSupportedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)

__all__ = ["Chain", "ChainAnswer", "Passed", "PassedBecause"]


class PassedBecause(StrEnum):
    """Why a provider of a chain did not answer."""

    UNKNOWN = "unknown"
    NOT_ABLE = "not-able"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Passed:
    """A provider that did not answer, and why.

    `code` is that of its error, where it raised one.
    """

    provider: str
    because: PassedBecause
    code: str | None = None

    def __str__(self) -> str:
        """As a report shows it."""
        return f"{self.provider}: {self.because}" + (f" ({self.code})" if self.code else "")


@dataclass(frozen=True, slots=True)
class ChainAnswer:
    """What a chain found, and who found it: None when nobody did.

    `passed` are those who were asked before.
    """

    page: AddressPage
    provider: str | None
    passed: tuple[Passed, ...]


class Chain:
    """Asks one provider after the other, in the order given.

    `find` raises `NotSupportedError` when none can be asked so, or nobody found anything and one cannot be asked for
    so much, and `ProviderUnavailableError` or `ProviderRefusedError` when nobody found anything and one could not
    look. Each page of a query is asked for anew: when a provider comes or goes between two pages, they are of two
    providers; `ask` says of which.
    """

    name = "chain"

    def __init__(self, *providers: AddressProvider) -> None:
        if not providers:
            raise InvalidValueError("a chain has at least one provider. Give one.", code="address.empty-chain")
        self._providers = providers

    @property
    def capabilities(self) -> frozenset[AddressCapability]:
        """What at least one of the providers can be asked for."""
        return frozenset().union(*(provider.capabilities for provider in self._providers))

    def find(self, query: AddressQuery) -> AddressPage:
        """Addresses of the first provider that knows any, perhaps none."""
        return self.ask(query).page

    def ask(self, query: AddressQuery) -> ChainAnswer:
        """The same, with who answered and why those before did not."""
        passed: list[Passed] = []
        failures: list[ProviderError] = []
        for provider in self._providers:
            found = _asked(provider, query)
            if isinstance(found, AddressPage):
                return ChainAnswer(found, provider.name, tuple(passed))
            why, error = found
            passed.append(why)
            if isinstance(error, ProviderError):
                failures.append(error)
        if failures:
            raise _nobody_knows(failures, passed) from failures[0]
        not_able = [each for each in passed if each.because is PassedBecause.NOT_ABLE]
        if len(not_able) == len(passed) or any(each.code for each in not_able):
            raise NotSupportedError(
                f"no provider of the chain can answer this query by {query.needs} ({_listed(passed)}). "
                "Ask for less or another way, or add one that can.",
                code="address.chain-not-able",
            )
        return ChainAnswer(AddressPage(addresses=(), total=0), None, tuple(passed))

    def __repr__(self) -> str:
        """The providers in their order."""
        return f"Chain({', '.join(map(repr, self._providers))})"


def _asked(provider: AddressProvider, query: AddressQuery) -> AddressPage | tuple[Passed, Exception | None]:
    """What a provider found, or why it did not answer. An empty page beyond the end of a list is an answer."""
    if query.needs not in provider.capabilities:
        return Passed(provider.name, PassedBecause.NOT_ABLE), None
    try:
        page = provider.find(query)
    except NotSupportedError as error:
        return Passed(provider.name, PassedBecause.NOT_ABLE, error.code), error
    except ProviderRefusedError as error:
        return Passed(provider.name, PassedBecause.REFUSED, error.code), error
    except ProviderError as error:
        return Passed(provider.name, PassedBecause.UNAVAILABLE, error.code), error
    return page if page.addresses or page.total else (Passed(provider.name, PassedBecause.UNKNOWN), None)


def _nobody_knows(failures: list[ProviderError], passed: list[Passed]) -> ProviderError:
    """Unavailable where asking again may help, refused where it will not."""
    if all(isinstance(error, ProviderRefusedError) for error in failures):
        return ProviderRefusedError(
            f"no provider of the chain found an address, and one refused ({_listed(passed)}). See its own error.",
            code="address.chain-refused",
        )
    return ProviderUnavailableError(
        f"no provider of the chain found an address, and one could not look ({_listed(passed)}). Try again later.",
        code="address.chain-unavailable",
    )


def _listed(passed: list[Passed]) -> str:
    return "; ".join(map(str, passed))
