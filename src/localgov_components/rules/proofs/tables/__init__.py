"""Decision tables, checked without a case: overlaps, gaps, and rows that never apply or never decide.

>>> from localgov_components.rules import DecisionTable, Fact, Facts, HitPolicy, Output, fact, row
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins")
>>> table = DecisionTable("size", inputs=[Garden.bins], outputs=[Output("size", str)], hit=HitPolicy.FIRST,
...     rows=[row("> 2", then="large"), row("<= 2", then="small"), row("> 5", then="huge")])
>>> print(check_table(table))
size: not sound
row 3 never decides: wherever it applies, row 1 stands in its way
"""

from localgov_components.rules.proofs.tables.checking import check_table
from localgov_components.rules.proofs.tables.findings import (
    DeadRow,
    Gap,
    MaskedRow,
    Overlap,
    TableFindings,
    Unsettled,
)

__all__ = ["DeadRow", "Gap", "MaskedRow", "Overlap", "TableFindings", "Unsettled", "check_table"]
