r"""Files of rows: CSV, Parquet and XLSX, read and written in batches, and long work on them that can be gone on with.

Whoever works through a file of rows opens it with `open_table`, keeps each piece of work in the folder of a `Work`, and
writes what comes of it with `writing`. Needs the extra `[population]`.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "bins.csv"
...     _ = path.write_text("ward,bins\nNorth,2\nSouth,3\n", encoding="utf-8")
...     table = open_table(path)
...     [batch.frame["bins"].to_list() for batch in table.batches(["bins"], rows=1000)]
[['2', '3']]
"""

from localgov_components.tables.table import ROW, Batch, Place, Progress, Table, open_table
from localgov_components.tables.table_writer import Kind, kind_of, writing
from localgov_components.tables.work import Work

__all__ = ["ROW", "Batch", "Kind", "Place", "Progress", "Table", "Work", "kind_of", "open_table", "writing"]
