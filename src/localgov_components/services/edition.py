"""An edition of a shared service: the files of its folder at one moment, named by their hash.

A service is one folder: `service.py` (facts, scheme, form, charge), `policy.toml` (dated values),
`wording.en.toml` and perhaps `wording.cy.toml`, and `scenarios.yaml`, `.csv` or `.xlsx`. An edition
is exactly those files. It can be kept as one zip file and read back from it, so that a council runs
what it accepted, byte for byte, whatever becomes of the folder. Its SHA-256 does not depend on line endings.

`service.py` is Python and is run when the edition is loaded: accepting an edition is trusting it.
"""

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.core.messages import LANGUAGES, Catalogue
from localgov_components.core.python_file import module_from
from localgov_components.eligibility.written import Written
from localgov_components.policy import PolicySet, read_policy
from localgov_components.services.service import Service

__all__ = ["Edition", "LoadedEdition"]

T = TypeVar("T")

_FILES = re.compile(r"service\.py|policy\.toml|wording\.[a-z]{2}\.toml|scenarios\.(?:yaml|csv|xlsx)")
_NEEDED = ("service.py", "policy.toml", "wording.en.toml")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class LoadedEdition:
    """An edition ready for use: the service, its shared policy and its words.

    `written` is what `service.py` has by name.
    """

    edition: "Edition"
    service: Service
    policy: PolicySet
    words: Catalogue
    written: Written = field(default=Written(), repr=False)


@dataclass(frozen=True, slots=True)
class Edition:
    """Files of a shared service by name; `source` says where they are from."""

    files: Mapping[str, bytes] = field(repr=False)
    source: str

    @classmethod
    def from_folder(cls, folder: Path) -> "Edition":
        """Take down a folder as it is now. Raises `NotFoundError` where there is none."""
        if not folder.is_dir():
            raise NotFoundError(f"no folder '{folder}'. Give the folder that holds service.py.", code="edition.folder")
        found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if _FILES.fullmatch(path.name)}
        return cls({name: _plain(name, content) for name, content in found.items()}, str(folder))

    @classmethod
    def from_zip(cls, path: Path) -> "Edition":
        """Read an edition that was kept. Raises `DefinitionError` for a file that is not one."""
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                sizes = sum(entry.file_size for entry in archive.infolist())
                if not all(_FILES.fullmatch(name) for name in names) or sizes > _MOST_BYTES:
                    raise DefinitionError([Fault(str(path), "holds other things than an edition. Accept it again")])
                return cls({name: archive.read(name) for name in names}, str(path))
        except zipfile.BadZipFile as error:
            raise DefinitionError([Fault(str(path), "damaged. Restore it, or accept an edition again")]) from error

    @property
    def hash(self) -> str:
        """SHA-256 of every file's name and content: names the edition for good."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            content = self.files[name]
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def to_zip(self) -> bytes:
        """The edition as one zip file, the same bytes for the same edition."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), self.files[name], zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def text(self, name: str) -> str:
        """A file as text. Raises `NotFoundError` when the edition has none of that name."""
        if name not in self.files:
            raise NotFoundError(f"no '{name}' in {self.source}.", code="edition.file")
        try:
            return self.files[name].decode("utf-8")
        except UnicodeDecodeError as error:
            raise DefinitionError([Fault(self._place(name), "not UTF-8. Save it as UTF-8")]) from error

    def load(self) -> LoadedEdition:
        """Read and check everything. Raises `DefinitionError` listing every mistake in every file."""
        faults = [Fault(self.source, f"no '{name}'") for name in _NEEDED if name not in self.files]
        DefinitionError.raise_for(faults)
        module = DefinitionError.collect(faults, self._module)
        service = None if module is None else DefinitionError.collect(faults, lambda: self._service(module))
        policy = DefinitionError.collect(
            faults, lambda: read_policy(self.text("policy.toml"), source=self._place("policy.toml"))
        )
        words = DefinitionError.collect(faults, self._words)
        if service and policy and words:
            faults += service.check(policy, words, source=self.source)
        if module is None or service is None or policy is None or words is None or faults:
            raise DefinitionError(faults)
        return LoadedEdition(self, service, policy, words, Written.of(module))

    def _words(self) -> Catalogue:
        languages = [language for language in LANGUAGES if f"wording.{language}.toml" in self.files]
        names = {language: self._place(f"wording.{language}.toml") for language in languages}
        return Catalogue.read({each: self.text(f"wording.{each}.toml") for each in languages}, names=names)

    def _module(self) -> ModuleType:
        """The module that `service.py` makes, run once for each content."""
        name = f"localgov_edition_{self.hash}"
        text, place = self.text("service.py"), self._place("service.py")
        return sys.modules.get(name) or module_from(text, name=name, place=place)

    def _service(self, module: ModuleType) -> Service:
        services = [value for value in vars(module).values() if isinstance(value, Service)]
        if len(services) != 1:
            place = self._place("service.py")
            raise DefinitionError([Fault(place, f"defines {len(services)} services. Define one: service = Service(…)")])
        return services[0]

    def _place(self, name: str) -> str:
        return f"{Path(self.source).name}/{name}"


def _plain(name: str, content: bytes) -> bytes:
    """What a file holds, with the line ends of text that are the same everywhere."""
    return content if name.endswith(".xlsx") else content.replace(b"\r\n", b"\n")
