"""Which council answers for a service in an area, on a day.

Where there are two tiers, the county council answers for some services and the district council for
others (Local Government Act 1972, part IX and later law). The table is by kind of council. It was compared
with the councils that publish links for ids of the Local Government Service List in the Government
Digital Service's file (https://github.com/alphagov/local-links-manager, August 2026). What that file does
not cover rests on general knowledge and is marked `[unverified]`, as are all notes and everything about
Northern Ireland. Duties of combined authorities, joint waste authorities, national parks and
Scottish joint boards are outside it.

>>> from datetime import date
>>> print(responsible_for("libraries", "cambridge", on=date(2026, 5, 1)))
Libraries in Cambridge City Council's area on 1 May 2026: Cambridgeshire County Council.
>>> answer = responsible_for("waste-collection", "cambridgeshire", on=date(2026, 5, 1))
>>> answer.kind, len(answer.councils)
(<AnswerKind.ADDRESS_DECIDES: 'address-decides'>, 5)
>>> responsible_for("moon-landings", "cambridge", on=date(2026, 5, 1))
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: the register has no such service. It has: ...
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.councils.contents import Answers, Duty
from localgov_components.councils.council import Council, CouncilKind, checked_day

if TYPE_CHECKING:
    from localgov_components.councils.register import Register
    from localgov_components.identifiers import GssCode

__all__ = ["AnswerKind", "Responsibility", "responsible_for"]

_UNVERIFIED = "[unverified]"


class AnswerKind(StrEnum):
    """What sort of answer it is; unknown is one of its own.

    `COUNCIL`: the one council answers. `SHARED`: each of the councils has a part. `ADDRESS_DECIDES`: one of the
    councils answers, and the address says which. `ELSEWHERE`: a body that is no council answers; the note
    says which where it is known. `NOT_IN_BEING`: the council asked about was not in being on the day; the councils
    are those in being that came from it, or that it came from. `UNKNOWN`: the register does not know.
    """

    COUNCIL = "council"
    SHARED = "shared"
    ADDRESS_DECIDES = "address-decides"
    ELSEWHERE = "elsewhere"
    NOT_IN_BEING = "not-in-being"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for a family of services in a council's area, on a day.

    `is_verified` says that the answer was compared with a source; a note never was, and is marked where it stands.
    """

    service: str
    area: Council
    on: date
    kind: AnswerKind
    councils: tuple[Council, ...]
    note: str
    is_verified: bool

    def __str__(self) -> str:
        """A sentence, and the note."""
        from localgov_components.calendars import format_date

        service = self.service.replace("-", " ").capitalize()
        day = format_date(self.on)
        mark = "" if self.is_verified or self.kind is AnswerKind.UNKNOWN else f" {_UNVERIFIED}"
        note = f" {self.note[:1].upper()}{self.note[1:]}." if self.note else ""
        return f"{service} in {self._named(self.area)}'s area on {day}: {self._answer()}.{mark}{note}"

    def _answer(self) -> str:
        names = [self._named(council) for council in self.councils]
        match self.kind:
            case AnswerKind.COUNCIL:
                return names[0]
            case AnswerKind.SHARED:
                return (
                    f"shared by {_listed(names, 'and')}"
                    if len(names) > 1
                    else f"{names[0]} shares it with another body"
                )
            case AnswerKind.ADDRESS_DECIDES:
                return f"the address decides between {_listed(names, 'and')}"
            case AnswerKind.ELSEWHERE:
                return "not a council"
            case AnswerKind.NOT_IN_BEING:
                others = f"; in its place {_listed(names, 'or')}" if names else ""
                return f"it was not in being{others}"
            case AnswerKind.UNKNOWN:
                return "not known"

    def _named(self, council: Council) -> str:
        """What it was called on the day, or was last when it was not in being."""
        return council.name_on(self.on) or council.name


def responsible_for(
    service: str | int, area: "str | GssCode | Council", *, on: date, register: "Register | None" = None
) -> Responsibility:
    """Who answers for a service in a council's area on a day.

    `service` is a family such as `waste-collection`, or an id of the Local Government Service List. `area` is
    a council, its slug, or any code it had. Without a `register`, the package's own is asked. Raises
    `NotFoundError` for a service or an area that the register does not have.
    """
    if register is None:
        from localgov_components.councils.register import Register

        register = Register.load()
    return _Question(register, register.service(service), register.area(area), checked_day(on)).answer()


class _Question(NamedTuple):
    register: "Register"
    service: str
    area: Council
    on: date

    def answer(self) -> Responsibility:
        kind = self.area.kind_on(self.on)
        if kind is None:
            return self._not_in_being()
        duty = self.register.duty(self.service, kind)
        if duty is None:
            return self._made(
                AnswerKind.UNKNOWN, note=f"the register does not hold what a body of the kind {kind} does"
            )
        match duty.answers:
            case Answers.YES:
                return self._of(duty, AnswerKind.COUNCIL, (self.area,))
            case Answers.SHARED:
                return self._of(duty, AnswerKind.SHARED, (self.area, *self._other_tier(kind)))
            case Answers.NO:
                return self._other_tier_answers(duty, kind)
            case Answers.UNKNOWN:
                return self._of(duty, AnswerKind.UNKNOWN)

    def _other_tier_answers(self, duty: Duty, kind: CouncilKind) -> Responsibility:
        if kind not in (CouncilKind.COUNTY, CouncilKind.DISTRICT):
            return self._of(duty, AnswerKind.ELSEWHERE)
        councils = self._other_tier(kind)
        other = self.register.duty(self.service, _OTHER_TIER[kind])
        if not councils or other is None or other.answers is not Answers.YES:
            return self._of(duty, AnswerKind.UNKNOWN)
        return self._of(duty, AnswerKind.COUNCIL if len(councils) == 1 else AnswerKind.ADDRESS_DECIDES, councils)

    def _other_tier(self, kind: CouncilKind) -> tuple[Council, ...]:
        if kind is CouncilKind.DISTRICT:
            county = self.register.county_of(self.area, on=self.on)
            return () if county is None else (county,)
        return self.register.districts_of(self.area, on=self.on) if kind is CouncilKind.COUNTY else ()

    def _not_in_being(self) -> Responsibility:
        ended = self.area.end is not None and self.area.end < self.on
        others = (self.register.successors if ended else self.register.predecessors)(self.area.slug, on=self.on)
        note = f"ended on {self.area.end}" if ended else f"begins on {self.area.start}"
        advice = "; ask again for the council of the address" if others.address_decides else ""
        return self._made(AnswerKind.NOT_IN_BEING, others.councils, note=note + advice, is_verified=True)

    def _of(self, duty: Duty, kind: AnswerKind, councils: tuple[Council, ...] = ()) -> Responsibility:
        is_verified = bool(duty.lgsl_ids) and duty.kind is not CouncilKind.NI_DISTRICT
        mark = f" {_UNVERIFIED}" if duty.note and is_verified else ""
        return self._made(kind, councils, note=duty.note + mark, is_verified=is_verified)

    def _made(
        self, kind: AnswerKind, councils: tuple[Council, ...] = (), *, note: str = "", is_verified: bool = False
    ) -> Responsibility:
        return Responsibility(self.service, self.area, self.on, kind, councils, note, is_verified)


_OTHER_TIER = {CouncilKind.COUNTY: CouncilKind.DISTRICT, CouncilKind.DISTRICT: CouncilKind.COUNTY}


def _listed(names: list[str], last: str) -> str:
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end
