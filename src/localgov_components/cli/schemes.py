"""What SCHEME stands for at the command line: a service, a scheme by itself, or a scheme document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility import Scheme
from localgov_components.eligibility.scheme_files import SCHEME_FILE, LoadedScheme, load_scheme
from localgov_components.policy import PolicySet
from localgov_components.rules import FactDeclaration, Facts
from localgov_components.services import CouncilService, LoadedEdition, load

__all__ = ["POLICY", "SCHEME", "Opened", "open_scheme"]

SCHEME = click.Path(exists=True, path_type=Path)
"""A folder or a file that is there."""

POLICY = click.option(
    "--policy",
    "policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A policy document (JSON) or policy file (TOML) to decide by, for a scheme document or a scheme by itself.",
)

_SERVICE_FILES = ("council.toml", "service.py")


@dataclass(frozen=True, slots=True)
class Opened:
    """A scheme with its policy, and what it was opened as."""

    found: CouncilService | LoadedEdition | LoadedScheme

    @property
    def service(self) -> CouncilService | LoadedEdition | None:
        """The service that the scheme is part of, if it is."""
        return None if isinstance(self.found, LoadedScheme) else self.found

    @property
    def scheme(self) -> Scheme:
        """The scheme."""
        return self.found.scheme if isinstance(self.found, LoadedScheme) else self.found.service.scheme

    @property
    def policy(self) -> PolicySet:
        """The policy that it decides by."""
        return self.found.policy

    @property
    def facts(self) -> Sequence[type[Facts] | FactDeclaration]:
        """The vocabularies that a case may have facts of."""
        return self.scheme.vocabularies if isinstance(self.found, LoadedScheme) else self.found.service.facts


def open_scheme(path: Path, policy: Path | None = None) -> Opened:
    """Open what a path holds. Raises `NotFoundError` for a folder that holds neither a service nor a scheme."""
    if any((path / name).is_file() for name in _SERVICE_FILES):
        if policy is not None:
            raise click.UsageError("--policy is for a scheme by itself: a service has a policy of its own.")
        return Opened(load(path))
    if path.is_dir() and not (path / SCHEME_FILE).is_file():
        raise NotFoundError(
            f"no scheme in '{path}'. Give a folder with scheme.py, service.py or council.toml in it.",
            code="scheme.missing",
        )
    return Opened(load_scheme(path, policy=policy))
