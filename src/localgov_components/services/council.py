"""A council's own folder: who it is, what it adopted, and what it decides for itself.

`council.toml` says who the council is and where the shared service comes from; `variations.toml`,
when there is one, holds what it changes. `adopted.zip` and `adopted.toml` are the edition it
accepted, and who accepted it in what role and when: the council runs that, and nothing changes
until it accepts another.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, JsonValue, StringConstraints, ValidationError

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.core.messages import Catalogue, package_catalogue, placeholders_in
from localgov_components.core.model import Model
from localgov_components.plugins import Allowed, AllowList
from localgov_components.policy import (
    Layer,
    PolicyDeclaration,
    PolicySet,
    PolicyValue,
    Variation,
    read_variations,
    variations,
)
from localgov_components.services.edition import Edition, LoadedEdition
from localgov_components.services.service import Service

__all__ = ["Adoption", "Contact", "Council", "CouncilService", "load", "local_policy", "read_council"]

M = TypeVar("M", bound=Model)

_WORDING = "wording"
_STYLESHEET = r"^https://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._/-]+\.css$"
_ALWAYS = date.min
_WITH_THE_EDITION = datetime.min.replace(tzinfo=UTC)

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Property = Annotated[str, StringConstraints(pattern=r"^--(govuk|localgov)-[a-z-]+$")]


StyleSheet = Annotated[str, StringConstraints(pattern=_STYLESHEET)]


class Contact(Model):
    """How residents reach the council about this service."""

    email: Line
    telephone: Line
    hours: Line


class Council(Model):
    """Who a council is, for one service.

    `service` is the shared folder, in which updates are looked for. `theme` sets custom properties of the
    stylesheet, named as in GOV.UK Frontend; a council with its own build of GOV.UK Frontend gives the
    https address of that as `stylesheet`, and it takes the place of ours. `links` are the footer's.
    `notifications` names what sends messages: the outbox folder, or a plugin that `plugins` allows,
    made with `notification_settings`.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Line
    service: str
    reference_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,6}$")]
    area_codes: Annotated[frozenset[Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{8}$")]], Field(min_length=1)]
    contact: Contact
    links: Annotated[dict[Line, Line], Field(default_factory=dict)]
    theme: Annotated[dict[Property, Colour], Field(default_factory=dict)]
    stylesheet: StyleSheet | None = None
    notifications: Line = "outbox"
    notification_settings: Annotated[dict[Line, JsonValue], Field(default_factory=dict)]
    plugins: tuple[Allowed, ...] = ()

    @property
    def allow_list(self) -> AllowList:
        """The plugins that this council lets run."""
        return AllowList(plugins=self.plugins)


class Adoption(Model):
    """What a council accepted, and who answers for it."""

    edition: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    accepted_by: Line
    accepted: date


@dataclass(frozen=True, slots=True)
class CouncilService:
    """A shared service as one council runs it, its own layer on top."""

    council: Council
    adoption: Adoption
    service: Service
    policy: PolicySet
    folder: Path

    @classmethod
    def load(cls, folder: Path) -> "CouncilService":
        """Load a council's folder. Raises `DefinitionError` listing every mistake in its files."""
        council = read_council(folder)
        adoption = _adoption(folder)
        edition = Edition.from_zip(folder / "adopted.zip")
        if edition.hash != adoption.edition:
            message = "not the edition that adopted.toml names. Restore both files, or accept an edition again"
            raise DefinitionError([Fault(str(folder / "adopted.zip"), message)])
        loaded = edition.load()
        return cls(council, adoption, loaded.service, local_policy(loaded, council, folder), folder)

    def words(self, on: date) -> Catalogue:
        """The council's words on a day, over the package's own."""
        return _words(self.policy, on)

    def variations(self, on: date) -> tuple[Variation, ...]:
        """Where the council departs from the shared service on a day."""
        return variations(self.policy, on=on, layer=Layer.COUNCIL)


def load(folder: Path) -> CouncilService | LoadedEdition:
    """Whatever a folder holds: a council's own, or a shared service as it is."""
    return CouncilService.load(folder) if (folder / "council.toml").is_file() else Edition.from_folder(folder).load()


def read_council(folder: Path) -> Council:
    """Read `council.toml`. Raises `DefinitionError` with every mistake."""
    return _read(Council, folder / "council.toml")


def local_policy(loaded: LoadedEdition, council: Council, folder: Path) -> PolicySet:
    """The shared policy and words with the council's variations as a layer on top.

    Raises `DefinitionError` for a variation of nothing, of the wrong type, or outside the law.
    """
    declarations, values = _wording_as_policy(loaded.words, loaded.policy)
    shared = loaded.policy.extended(values, declarations=declarations)
    path = folder / "variations.toml"
    if not path.is_file():
        return shared
    local = read_variations(path.read_text(encoding="utf-8"), policy=shared, owner=council.name, source=path.name)
    DefinitionError.raise_for(
        [fault for value in local for fault in _placeholder_faults(value, loaded.words, path.name)]
    )
    return shared.extended(local)


@lru_cache(maxsize=64)
def _words(policy: PolicySet, on: date) -> Catalogue:
    today = policy.on(on)
    texts: dict[str, dict[str, str]] = {}
    for key in policy.declarations:
        if key.startswith(f"{_WORDING}."):
            _, language, name = key.split(".", 2)
            texts.setdefault(language, {})[name] = today.value(key)
    return Catalogue(texts).over(package_catalogue())


def _wording_as_policy(words: Catalogue, policy: PolicySet) -> tuple[list[PolicyDeclaration], list[PolicyValue]]:
    owner = policy.values[0].owner if policy.values else "Shared service"
    declarations, values = [], []
    for language, texts in words.texts.items():
        for name, text in texts.items():
            key = f"{_WORDING}.{language}.{name}"
            declarations.append(PolicyDeclaration(key, str, f"Wording: {name}"))
            values.append(PolicyValue(key, text, Layer.GROUP, owner, _ALWAYS, _WITH_THE_EDITION))
    return declarations, values


def _placeholder_faults(value: PolicyValue, words: Catalogue, source: str) -> list[Fault]:
    if not value.key.startswith(f"{_WORDING}."):
        return []
    name = value.key.split(".", 2)[2]
    unknown = placeholders_in(value.value) - words.placeholders(name)
    return [Fault(source, f"{{{each}}} is not filled in this text", column=value.key) for each in sorted(unknown)]


def _adoption(folder: Path) -> Adoption:
    if not (folder / "adopted.toml").is_file() or not (folder / "adopted.zip").is_file():
        raise NotFoundError(
            f"nothing is adopted in '{folder}'. Run: localgov policy upgrade {folder} --accept --role ROLE",
            code="council.not-adopted",
        )
    return _read(Adoption, folder / "adopted.toml")


def _read(model: type[M], path: Path) -> M:
    if not path.is_file():
        raise NotFoundError(f"no file '{path}'. Give a council's folder, with council.toml in it.", code="council.file")
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError([Fault(str(path), f"not TOML in UTF-8: {error}")]) from error
    except ValidationError as error:
        faults = [
            Fault(str(path), item["msg"], column=".".join(map(str, item["loc"])) or None) for item in error.errors()
        ]
        raise DefinitionError(faults) from error
