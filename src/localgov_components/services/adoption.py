"""Taking up an edition of a shared service: see what would change, then accept it or not.

A preview compares what the council runs with what the shared folder holds now, with the council's
own variations on both sides, and changes nothing. Accepting writes the edition and a signature into
the council's folder.
"""

import difflib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from localgov_components.core.files import replace_file
from localgov_components.policy import PolicyChange, PolicySet, changes
from localgov_components.services.council import Adoption, Council, CouncilService, local_policy, read_council
from localgov_components.services.edition import Edition

__all__ = ["Upgrade", "accept", "preview"]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What accepting the shared folder as it is now would mean for one council.

    `changes` are values and sentences in force on the day asked about; `rules` says whether the scheme
    decides by other rules; `code` is the difference of `service.py`, line by line.
    """

    council: Council
    adopted: str | None
    offered: str
    changes: tuple[PolicyChange, ...]
    rules: bool
    code: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether the council already runs what is offered."""
        return self.adopted == self.offered


def preview(folder: Path, *, on: date) -> Upgrade:
    """What accepting would change for a council on a day.

    Raises `DefinitionError` when it could not be accepted.
    """
    council, offered, policy = _offered(folder)
    loaded = offered.load()
    if not (folder / "adopted.zip").is_file():
        return Upgrade(council, None, offered.hash, changes(PolicySet([], []), policy, on=on), rules=True, code=())
    running = CouncilService.load(folder)
    adopted = Edition.from_zip(folder / "adopted.zip")
    code = difflib.unified_diff(
        adopted.text("service.py").splitlines(),
        offered.text("service.py").splitlines(),
        "adopted",
        "offered",
        "",
        "",
        2,
        "",
    )
    return Upgrade(
        council=council,
        adopted=adopted.hash,
        offered=offered.hash,
        changes=changes(running.policy, policy, on=on),
        rules=running.service.scheme.rules_hash != loaded.service.scheme.rules_hash,
        code=tuple(code),
    )


def accept(folder: Path, *, role: str, on: date) -> Adoption:
    """Take up the shared folder as it is now, signed by a role on a day.

    Raises `DefinitionError`, and changes nothing, when it does not fit the council's variations.
    """
    _, offered, _ = _offered(folder)
    adoption = Adoption(edition=offered.hash, accepted_by=role, accepted=on)
    lines = (
        "# Written by `localgov policy upgrade --accept`: the edition that this council runs.",
        f'edition = "{adoption.edition}"',
        f"accepted_by = {json.dumps(adoption.accepted_by, ensure_ascii=False)}",
        f"accepted = {adoption.accepted}",
        "",
    )
    replace_file(folder / "adopted.zip", offered.to_zip())
    replace_file(folder / "adopted.toml", "\n".join(lines).encode("utf-8"))
    return adoption


def _offered(folder: Path) -> tuple[Council, Edition, PolicySet]:
    council = read_council(folder)
    offered = Edition.from_folder((folder / council.service).resolve())
    return council, offered, local_policy(offered.load(), council, folder)
