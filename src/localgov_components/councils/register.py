"""The register of councils: who was in being when, under which name and code, and what replaced it.

It holds every principal council of the United Kingdom since 1 January 2009, the combined authorities and
the Greater London Authority, compiled from open sources that `Register.sources` names; where they
disagree, the package's own corrections stand. Ask for any day since then. After the day of `compiled`
it answers with what was known: reorganisations that were decided, and nothing else.

>>> from datetime import date
>>> register = Register.load()
>>> len(register.on(date(2023, 3, 31)).nation("england").principal)
333
>>> len(register.on(date(2023, 4, 1)).nation("england").principal)
317
>>> register.find("E07000166")
(<Council richmondshire>,)
>>> register.get("richmond")
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: no council has this slug. Near it: richmondshire, ... \
Names and codes are for find().
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from localgov_components.core.errors import InvalidValueError, NotFoundError
from localgov_components.councils.contents import Change, Contents, Duty, read_contents
from localgov_components.councils.council import AreaCode, Council, CouncilKind, Nation, checked_day
from localgov_components.councils.manifest import Source
from localgov_components.councils.responsibility import Responsibility, responsible_for
from localgov_components.councils.succession import CodeSuccession, Succession, trace

if TYPE_CHECKING:
    from localgov_components.councils.spelling import Spellings
    from localgov_components.identifiers import GssCode

__all__ = ["Register", "RegisterOn"]

E = TypeVar("E", Nation, CouncilKind)
T = TypeVar("T")

_DATA = Path(__file__).with_name("data")
_NEAR = 3
_MOST_TYPED = 100
_GSS = re.compile(r"[A-Z][0-9]{8}", re.ASCII)
_CUSTODIAN = re.compile(r"([0-9]{1,4})(?:\.0+)?", re.ASCII)


class Register:
    """Councils by slug, code, name and day.

    It does not change; load another to have a newer one.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._by_slug = {council.slug: council for council in contents.councils}

    @classmethod
    def load(cls, folder: str | Path | None = None) -> "Register":
        """The package's register, read once; or the one in a folder.

        A newer register has the same shape. A folder is refused whole when anything in it is wrong:
        `DefinitionError` lists every fault.
        """
        return _package_register() if folder is None else cls(read_contents(Path(folder)))

    @property
    def compiled(self) -> date:
        """The day on which it was compiled; what was decided later is not in it."""
        return self._contents.manifest.compiled

    @property
    def attribution(self) -> tuple[str, ...]:
        """What the licences of the sources ask to be shown."""
        return self._contents.manifest.attribution

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where its facts were read."""
        return self._contents.manifest.sources

    @property
    def changes(self) -> tuple[Change, ...]:
        """Reorganisations, the oldest first."""
        return self._contents.changes

    @property
    def services(self) -> tuple[str, ...]:
        """Families of services that `responsible_for` knows."""
        return tuple(dict.fromkeys(family for family, _ in self._contents.duties))

    def __iter__(self) -> Iterator[Council]:
        """Every body, by slug."""
        return iter(self._contents.councils)

    def __len__(self) -> int:
        """How many bodies it holds, ended and future ones among them."""
        return len(self._contents.councils)

    def __repr__(self) -> str:
        """How many bodies, and when it was compiled."""
        return f"<Register {len(self)} bodies, compiled {self.compiled}>"

    def get(self, slug: str) -> Council:
        """The council with a slug, or `NotFoundError`, which names slugs near it."""
        council = self._by_slug.get(slug)
        if council is None:
            raise NotFoundError(
                f"no council has this slug.{_near(slug, self._by_slug)} Names and codes are for find().",
                code="councils.slug",
            )
        return council

    def find(self, text: str) -> tuple[Council, ...]:
        """Councils that a text may mean: none, one or several, by slug.

        It may be any area code a council had, a local custodian code (also without its zeros, or as `114.0`),
        a slug, or a name in a usual spelling, English or Welsh, present or former. Names are read by the
        rule of `spelling`; nothing is found by likeness.
        """
        if not isinstance(text, str):
            raise InvalidValueError("not text. Give a name or a code as text.", code="councils.text")
        if len(text) > _MOST_TYPED:
            return ()
        from localgov_components.identifiers.folding import fold

        code = "".join(fold(text).split())
        if _GSS.fullmatch(code):
            return tuple(council for council, _ in self._by_code.get(code, ()))
        if found := _CUSTODIAN.fullmatch(code):
            return self._by_custodian.get(found[1].rjust(4, "0"), ())
        return self._spellings.find(text)

    def on(self, day: date) -> "RegisterOn":
        """The bodies in being on a day."""
        day = checked_day(day)
        return RegisterOn(self, day, [council for council in self if council.in_being_on(day)])

    def successors(self, slug: str, *, on: date) -> Succession:
        """The bodies in being on a day to which a council's area passed."""
        return trace(self.get(slug), checked_day(on), self._next, past=lambda body: not _ended(body, on))

    def predecessors(self, slug: str, *, on: date) -> Succession:
        """The bodies in being on a day from which a council's area came."""
        return trace(self.get(slug), checked_day(on), self._before, past=lambda body: _ended(body, on))

    def holder(self, code: "str | GssCode") -> tuple[Council, AreaCode]:
        """The last council that had an area code, and its days, or `NotFoundError`."""
        holders = self.holders(code)
        if not holders:
            raise NotFoundError("no council has or had this code. Look it up with find().", code="councils.code")
        return holders[-1]

    def holders(self, code: "str | GssCode") -> Sequence[tuple[Council, AreaCode]]:
        """The councils that have or had an area code, and its days, the first one first; maybe none."""
        return self._by_code.get(str(code), ())

    def code_succession(self, code: "str | GssCode", *, on: date) -> CodeSuccession:
        """What stands on a day in the place of an area code.

        It may be the code itself, a new code of the same council, or codes of those who came after.
        """
        council, version = self.holder(code)
        return CodeSuccession(council, version, self.successors(council.slug, on=on))

    def county_of(self, district: Council, *, on: date) -> Council | None:
        """The county council above a district on a day, or None where there is one tier."""
        county = self._by_slug.get(self._contents.counties.get(district.slug, ""))
        kinds = (CouncilKind.DISTRICT, CouncilKind.COUNTY)
        return county if county and (district.kind_on(on), county.kind_on(on)) == kinds else None

    def districts_of(self, county: Council, *, on: date) -> tuple[Council, ...]:
        """The districts below a county council on a day."""
        return tuple(
            district
            for each in self._districts.get(county.slug, ())
            if self.county_of(district := self.get(each), on=on)
        )

    def responsible_for(self, service: str | int, area: "str | GssCode | Council", *, on: date) -> Responsibility:
        """Who answers for a service in an area; see the function of the same name."""
        return responsible_for(service, area, on=on, register=self)

    def duty(self, service: str, kind: CouncilKind) -> Duty | None:
        """What a kind of council has to do with a family of services, if known."""
        return self._contents.duties.get((service, kind))

    def service(self, service: str | int) -> str:
        """The family that a name, or an id of the Local Government Service List, means."""
        family = service if service in self.services else self._families.get(str(service))
        if family is None:
            raise NotFoundError(
                f"the register has no such service. It has: {', '.join(sorted(self.services))}.",
                code="councils.service",
            )
        return str(family)

    def area(self, area: "str | GssCode | Council") -> Council:
        """The council that a slug or an area code stands for, or itself."""
        if isinstance(area, Council):
            return area
        text = str(area)
        return self.holder(text)[0] if _GSS.fullmatch(text) else self.get(text)

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[tuple[Council, AreaCode]]]:
        index: dict[str, list[tuple[Council, AreaCode]]] = {}
        for council in self:
            for code in council.codes:
                index.setdefault(code.text, []).append((council, code))
        return {
            text: sorted(holders, key=lambda holder: holder[1].start or date.min) for text, holders in index.items()
        }

    @cached_property
    def _by_custodian(self) -> Mapping[str, tuple[Council, ...]]:
        return _grouped((council.custodian, council) for council in self if council.custodian)

    @cached_property
    def _predecessors(self) -> Mapping[str, tuple[Council, ...]]:
        return _grouped((slug, council) for council in self for slug in council.successors)

    @cached_property
    def _districts(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((county, district) for district, county in self._contents.counties.items())

    @cached_property
    def _families(self) -> Mapping[str, str]:
        return {str(each): duty.family for duty in self._contents.duties.values() for each in duty.lgsl_ids}

    @cached_property
    def _spellings(self) -> "Spellings":
        from localgov_components.councils.spelling import Spellings

        return Spellings(self._contents.councils)

    def _next(self, council: Council) -> Iterator[Council]:
        return map(self.get, council.successors)

    def _before(self, council: Council) -> tuple[Council, ...]:
        return self._predecessors.get(council.slug, ())


class RegisterOn:
    """The bodies in being on one day, or those of one nation or kind among them.

    `principal` leaves out the combined authorities and the Greater London Authority, which have kinds of
    their own. Iterated by slug.
    """

    def __init__(self, register: Register, day: date, councils: Sequence[Council]) -> None:
        self._register = register
        self._councils = tuple(councils)
        self.day = day

    def __iter__(self) -> Iterator[Council]:
        """The bodies, by slug."""
        return iter(self._councils)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._councils)

    def __repr__(self) -> str:
        """How many bodies, and the day."""
        return f"<RegisterOn {self.day}: {len(self)} bodies>"

    def __contains__(self, council: object) -> bool:
        """Whether a body is among them."""
        return council in self._councils

    @property
    def principal(self) -> "RegisterOn":
        """The principal councils among them."""
        return self._those([council for council in self if council.is_principal])

    def nation(self, nation: Nation | str) -> "RegisterOn":
        """Those of one nation, such as `wales`."""
        wanted = _one_of(Nation, nation, code="councils.nation")
        return self._those([council for council in self if council.nation is wanted])

    def kind(self, kind: CouncilKind | str) -> "RegisterOn":
        """Those that were of one kind on the day, such as `county`."""
        wanted = _one_of(CouncilKind, kind, code="councils.kind")
        return self._those([council for council in self if council.kind_on(self.day) is wanted])

    def find(self, text: str) -> tuple[Council, ...]:
        """Those among them that a text may mean, as `Register.find` reads it."""
        return tuple(council for council in self._register.find(text) if council in self._councils)

    def _those(self, councils: Sequence[Council]) -> "RegisterOn":
        return RegisterOn(self._register, self.day, councils)


@cache
def _package_register() -> Register:
    return Register(read_contents(_DATA))


def _ended(council: Council, on: date) -> bool:
    return council.end is not None and council.end < on


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _one_of(kind: type[E], value: str, *, code: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise InvalidValueError(f"there is none of this name. Give one of {', '.join(kind)}.", code=code) from None


def _near(slug: str, slugs: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(str(slug)[:_MOST_TYPED], list(slugs), n=_NEAR)
    return f" Near it: {', '.join(near)}." if near else ""
