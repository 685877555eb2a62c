r"""A file of addresses whose right UPRNs somebody has written beside them, matched and held against these.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address import Gazetteer
>>> with TemporaryDirectory() as folder:
...     place = Path(folder)
...     _ = Gazetteer.build("examples/addresses.csv", place / "addresses.gazetteer")
...     rows = ["typed,right", '"1 Tithebarn St, Ambleford",999900104212', "Tithebarn Street,"]
...     _ = (place / "typed.csv").write_text("\n".join(rows), encoding="utf-8")
...     with Gazetteer.open(place / "addresses.gazetteer") as gazetteer:
...         report = score_file(place / "typed.csv", gazetteer, address=["typed"], label="right")
>>> report.recall, report.abstention
(Rate(1 of 1), Rate(1 of 2))
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.address.labelling.label import AddressLabel
from localgov_components.address.labelling.report import LabellingReport
from localgov_components.address.labelling.scoring import score
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.core import DefinitionError, Fault, InvalidValueError
from localgov_components.identifiers import Uprn

if TYPE_CHECKING:
    from localgov_components.address.gazetteer import Gazetteer
    from localgov_components.tables import Batch

__all__ = ["score_file"]

_ROWS_AT_ONCE = 10_000


def score_file(  # noqa: PLR0913 - each is one thing to say about the file, and all but three have defaults
    path: Path,
    gazetteer: "Gazetteer",
    *,
    address: Sequence[str],
    label: str,
    postcode: str | None = None,
    group: str | None = None,
    sheet: str | None = None,
    processes: int = 1,
    show_addresses: bool = False,
) -> LabellingReport:
    """Match the addresses of a file, and hold the answers against its labels.

    `address` are the columns of the address. `label` is that of the right UPRN, empty where no one property can be
    told, and `group` one by which results are told apart. Only with `show_addresses` has the report an address in
    it. Raises `DefinitionError` where a column is not there, and with the rows whose cells or labels cannot be read.
    """
    reading = _Reading(path.name, tuple(address), label, postcode, group)
    rows, faults = reading.rows(path, sheet)
    DefinitionError.raise_for(faults)
    matches = gazetteer.match_many([(row.text, row.postcode) for row in rows], processes=processes)
    return score(matches, [row.label for row in rows], texts=[row.text for row in rows] if show_addresses else None)


class _Row(NamedTuple):
    text: str
    postcode: str | None
    label: AddressLabel


class _Reading(NamedTuple):
    """Which columns of a file are read."""

    name: str
    address: tuple[str, ...]
    label: str
    postcode: str | None
    group: str | None

    def rows(self, path: Path, sheet: str | None) -> tuple[list[_Row], list[Fault]]:
        """The rows of the file, and what is wrong with it."""
        from localgov_components.tables import open_table

        optional = [each for each in (self.postcode, self.group) if each is not None]
        columns = list(dict.fromkeys([*self.address, self.label, *optional]))
        table = open_table(path, wanted=columns, sheet=sheet)
        absent = [each for each in columns if each not in table.headings]
        faults = [Fault(self.name, "not there. Name a column of the file", column=each) for each in absent]
        found: list[_Row] = []
        for batch in () if faults else table.batches(columns, rows=_ROWS_AT_ONCE):
            for row in batch.faults.iter_rows(named=True):
                message = f"cannot be read ({row['code']}). Mend the row"
                faults.append(Fault(self.name, message, line=row["row"], column=row["column"]))
            found += self._batch(batch, faults)
        return found, faults

    def _batch(self, batch: "Batch", faults: list[Fault]) -> Iterator[_Row]:
        from localgov_components.address.bulk.texts import joined, texts

        frame = batch.frame
        addresses = joined([frame.get_column(each) for each in self.address])
        labels, postcodes, groups = (
            [None] * frame.height if each is None else texts(frame.get_column(each)).to_list()
            for each in (self.label, self.postcode, self.group)
        )
        for number, address, label, postcode, group in zip(
            batch.numbers, addresses, labels, postcodes, groups, strict=True
        ):
            if len(address or "") > MOST_CHARACTERS:
                message = f"an address of more than {MOST_CHARACTERS:,} characters. Shorten it"
                faults.append(Fault(self.name, message, line=number, column=self.address[0]))
            try:
                uprn = None if label is None else Uprn.parse(label)
            except InvalidValueError:
                uprn = None
                message = "not a UPRN. Write the right one, or nothing where none can be told"
                faults.append(Fault(self.name, message, line=number, column=self.label))
            yield _Row(address or "", postcode, AddressLabel(uprn, group=group or ""))
