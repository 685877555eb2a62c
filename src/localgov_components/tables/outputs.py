"""What a run writes: its output, and beside it a list of rejects, a summary and the folder of its work.

>>> outputs = Outputs(Path("bins.csv"))
>>> [path.name for path in outputs.all.values()], outputs.folder.name, outputs.kind
(['bins.rejects.csv', 'bins.summary.json', 'bins.csv'], 'bins.unfinished', 'csv')
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from localgov_components.core.errors import ConflictError, DefinitionError, Fault
from localgov_components.tables.table_writer import Kind, kind_of

__all__ = ["Outputs"]


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files of a run; `lists` are those that it writes besides, by what their pieces of work are called."""

    output: Path
    lists: Mapping[str, Path] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The kind of the output, by its name."""
        return kind_of(self.output)

    @property
    def folder(self) -> Path:
        """Where pieces of work are while the run is not finished: the same for every kind of output."""
        return self.output.with_name(f"{self.output.stem}.unfinished")

    @property
    def all(self) -> dict[str, Path]:
        """Every file by what its piece of work is called; the output comes last, when all else is there."""
        rejects = self.output.with_name(f"{self.output.stem}.rejects.csv")
        summary = self.output.with_name(f"{self.output.stem}.summary.json")
        return {"rejects": rejects, "summary": summary, **self.lists, "output": self.output}

    def require_room(self, inputs: Iterable[Path], *, may_replace: bool) -> None:
        """Refuse to write over what is read, over one file twice and, unless that may be, over what is there.

        Raises `DefinitionError` with everything that is wrong, and `ConflictError` for files that are there.
        """
        for each in (self.output, *self.lists.values()):
            kind_of(each)
        DefinitionError.raise_for(list(self._faults({each.resolve() for each in inputs})))
        if not may_replace and (there := sorted(each.name for each in self.all.values() if each.exists())):
            raise ConflictError(
                f"{', '.join(there)}: there already. Give another name, or --overwrite.", code="work.output"
            )

    def _faults(self, inputs: set[Path]) -> Iterator[Fault]:
        folder, seen = self.output.parent, set[Path]()
        if not folder.is_dir():
            yield Fault(self.output.name, f"there is no folder '{folder}'. Make it first, or name another")
            return
        for each in self.all.values():
            place = each.resolve()
            if not each.parent.is_dir():
                yield Fault(each.name, f"there is no folder '{each.parent}'. Make it first, or name another")
            elif each.parent.stat().st_dev != folder.stat().st_dev:
                yield Fault(each.name, "is to be on another disk than the output. Put them on one")
            elif each.is_dir():
                yield Fault(each.name, "a folder has this name. Give the output another")
            if place in inputs:
                yield Fault(each.name, "is read, and would be written over. Give the output another name")
            if place in seen:
                yield Fault(each.name, "is to be written twice. Give each output a name of its own")
            seen.add(place)
