"""A scheme by itself: a folder with `scheme.py` and `policy.toml`, or a scheme document with its policy document.

`scheme.py` is Python and is run when the folder is opened: opening it is trusting it. A document is data only.

>>> folder = Path("concession")
>>> folder.mkdir()
>>> _ = (folder / "scheme.py").write_text('''
... from localgov_components.eligibility import Scheme, rule
... from localgov_components.rules import Fact, Facts, fact
... class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
... scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.badge)])
... ''', encoding="utf-8")
>>> load_scheme(folder).scheme
Scheme('concession')
>>> load_scheme(Path("scheme.json"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: no scheme 'scheme.json'. Give a folder with scheme.py in it, or a \
scheme document.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.core.json_text import MOST_CHARACTERS, JsonData, read_json
from localgov_components.core.python_file import module_from
from localgov_components.eligibility.document import read_scheme_document
from localgov_components.eligibility.scheme import Scheme
from localgov_components.eligibility.written import Written
from localgov_components.policy import PolicySet, read_policy, read_policy_document

__all__ = ["SCHEME_FILE", "LoadedScheme", "load_scheme"]

T = TypeVar("T")

SCHEME_FILE: Final = "scheme.py"
"""The file that makes a folder one of a scheme."""

_POLICY_FILE: Final = "policy.toml"


@dataclass(frozen=True, slots=True)
class LoadedScheme:
    """A scheme with its policy, and what its Python file has by name."""

    scheme: Scheme
    policy: PolicySet
    source: str
    written: Written = field(default=Written(), repr=False)


def load_scheme(path: Path, *, policy: Path | None = None) -> LoadedScheme:
    """Open a folder, or a scheme document as JSON.

    `policy` is a policy document, or a policy file in TOML; of a folder it takes the place of its own `policy.toml`.
    Raises `DefinitionError` with the mistakes in all of them, and `NotFoundError` where there is no scheme.
    """
    faults: list[Fault] = []
    path = path.parent if path.name == SCHEME_FILE else path
    if (path / SCHEME_FILE).is_file():
        if policy is None and (path / _POLICY_FILE).is_file():
            policy = path / _POLICY_FILE
        read = DefinitionError.collect(faults, lambda: _from_folder(path))
    elif path.is_file():
        read = DefinitionError.collect(faults, lambda: (read_scheme_document(_json(path), source=path.name), Written()))
    else:
        raise NotFoundError(
            f"no scheme '{path}'. Give a folder with {SCHEME_FILE} in it, or a scheme document.", code="scheme.missing"
        )
    found = PolicySet([], []) if policy is None else DefinitionError.collect(faults, lambda: _policy(policy))
    if read is None or found is None or faults:
        raise DefinitionError(faults)
    scheme, written = read
    return LoadedScheme(scheme, found, str(path), written)


def _from_folder(folder: Path) -> tuple[Scheme, Written]:
    file, place = folder / SCHEME_FILE, f"{folder.name}/{SCHEME_FILE}"
    name = f"localgov_scheme_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()}"
    module = module_from(_text(file, place), name=name, place=place, file=str(file))
    schemes = list({id(each): each for each in vars(module).values() if isinstance(each, Scheme)}.values())
    if len(schemes) != 1:
        raise DefinitionError([Fault(place, f"defines {len(schemes)} schemes. Define one: scheme = Scheme(…)")])
    return schemes[0], Written.of(module)


def _policy(path: Path) -> PolicySet:
    if path.suffix.lower() == ".toml":
        place = f"{path.parent.name}/{path.name}"
        return read_policy(_text(path, place), source=place)
    return read_policy_document(_json(path), source=path.name)


def _text(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DefinitionError([Fault(place, "not UTF-8. Save it as UTF-8")]) from None


def _json(path: Path) -> JsonData:
    with path.open("rb") as file:
        return read_json(file.read(MOST_CHARACTERS + 1), source=path.name)
