"""The rows of a file whose right UPRNs somebody has written beside their addresses, or every mistake by its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from localgov_components.address.bulk.summary import MATCH_CODES
from localgov_components.address.bulk.texts import joined, texts
from localgov_components.address.labelling.label import AddressLabel
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.identifiers import Uprn
from localgov_components.tables import Batch, open_table
from localgov_components.tables.named_columns import NamedColumns

__all__ = ["LabelledColumns", "LabelledRow", "read_labelled"]

_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class LabelledColumns:
    """Which columns are read: those of the address, and of its label; perhaps of its postcode, and of its group."""

    address: Sequence[str]
    label: str
    postcode: str | None = None
    group: str | None = None

    @property
    def names(self) -> list[str]:
        """All of them, each once."""
        return list(dict.fromkeys(filter(None, (*self.address, self.label, self.postcode, self.group))))

    def of(self, file: NamedColumns) -> "LabelledColumns":
        """The same as a file names them; mistakes go to its faults."""
        postcode, group = (each and file.flat(each) for each in (self.postcode, self.group))
        return LabelledColumns(tuple(map(file.flat, self.address)), file.flat(self.label), postcode, group)


@dataclass(frozen=True, slots=True, repr=False)
class LabelledRow:
    """An address as somebody wrote it, and the right answer."""

    text: str
    postcode: str | None
    label: AddressLabel


def read_labelled(path: Path, asked: LabelledColumns, *, sheet: str | None = None) -> list[LabelledRow]:
    """Read all rows. Raises `DefinitionError` where a column is not there, and with the cells that cannot be read."""
    table = open_table(path, wanted=asked.names, sheet=sheet)
    named = NamedColumns(table.name, table.headings, table.nested)
    columns = asked.of(named)
    DefinitionError.raise_for(named.faults)
    rows: list[LabelledRow] = []
    faults: list[Fault] = []
    for batch in table.batches(columns.names, rows=_ROWS_AT_ONCE):
        for row, column, code in batch.faults.iter_rows():
            faults.append(Fault(table.name, f"{MATCH_CODES[code]}. Mend the row", line=row, column=column))
        rows += _rows(batch, columns, table.name, faults)
    DefinitionError.raise_for_rows(table.name, faults)
    if not rows:
        raise DefinitionError([Fault(table.name, "no rows under the headings. Write an address and its label in each")])
    return rows


def _rows(batch: Batch, columns: LabelledColumns, name: str, faults: list[Fault]) -> Iterator[LabelledRow]:
    addresses = joined([batch.frame.get_column(each) for each in columns.address])
    labels, postcodes, groups = (
        [None] * batch.frame.height if each is None else texts(batch.frame.get_column(each)).to_list()
        for each in (columns.label, columns.postcode, columns.group)
    )
    for row, address, label, postcode, group in zip(batch.numbers, addresses, labels, postcodes, groups, strict=True):
        if len(address or "") > MOST_CHARACTERS:
            message = f"an address of more than {MOST_CHARACTERS:,} characters. Shorten it"
            faults.append(Fault(name, message, line=row, column=columns.address[0]))
        try:
            uprn = None if label is None else Uprn.parse(label)
        except InvalidValueError as error:
            uprn, rule = None, str(error).partition(".")[0]
            message = f"{rule}. Write the right UPRN, or nothing where none can be told"
            faults.append(Fault(name, message, line=row, column=columns.label))
        yield LabelledRow(address or "", postcode, AddressLabel(uprn, group=group or ""))
