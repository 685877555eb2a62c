r"""Everybody in a file decided: columns mapped to facts, rejected rows told of, totals that add up.

A mapping says which column holds which fact and how it is written there. `suggest_mapping` drafts one from the
headings, `read_mapping` reads it, and `decide_file` decides every case of a file, of any size, with a list of rejects
and a summary beside the decisions. Needs the extra `[population]`.

>>> from pathlib import Path
>>> from localgov_components.eligibility.population.files import open_table
>>> Path("households.csv").write_text("claim,savings\n1,20\n", encoding="utf-8") and None
>>> open_table(Path("households.csv")).headings
['claim', 'savings']
"""

from localgov_components.eligibility.population.files.job import Job
from localgov_components.eligibility.population.files.mapping import read_mapping
from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, FileMapping, TableMapping
from localgov_components.eligibility.population.files.reading import Watch
from localgov_components.eligibility.population.files.run import decide_file
from localgov_components.eligibility.population.files.suggesting import suggest_mapping
from localgov_components.eligibility.population.files.summary import FileSummary, RejectSummary, Summary, UnusedColumn
from localgov_components.tables.table import Table, open_table

__all__ = [
    "FactColumn",
    "FileMapping",
    "FileSummary",
    "Job",
    "RejectSummary",
    "Summary",
    "Table",
    "TableMapping",
    "UnusedColumn",
    "Watch",
    "decide_file",
    "open_table",
    "read_mapping",
    "suggest_mapping",
]
