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

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from localgov_components.address.labelling.report import LabellingReport
from localgov_components.address.labelling.scoring import score

if TYPE_CHECKING:
    from localgov_components.address.gazetteer import Gazetteer

__all__ = ["score_file"]


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
    from localgov_components.address.labelling.labelled_rows import LabelledColumns, read_labelled

    rows = read_labelled(path, LabelledColumns(address, label, postcode, group), sheet=sheet)
    matches = gazetteer.match_many([(row.text, row.postcode) for row in rows], processes=processes)
    return score(matches, [row.label for row in rows], texts=[row.text for row in rows] if show_addresses else None)
