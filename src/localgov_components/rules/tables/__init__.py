"""Decision tables: rules as rows of a spreadsheet, with the hit policies of DMN.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, evaluate, fact
>>> from localgov_components.rules.tables import DecisionTable, Output, row
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins")
>>> price = DecisionTable("price", inputs=[Garden.bins], outputs=[Output("price", Money)],
...     rows=[row("1", then="£48.00"), row("[2..4]", then="£90.00")])
>>> evaluate(price.expression, Known({"garden.bins": 3}))
Money('90.00')
"""

from localgov_components.rules.tables.columns import Output
from localgov_components.rules.tables.decision_table import DecisionTable, TableRow
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tables.report import CellReport, RowReport, TableReport
from localgov_components.rules.tables.table_row import Row, row

__all__ = ["CellReport", "DecisionTable", "HitPolicy", "Output", "Row", "RowReport", "TableReport", "TableRow", "row"]
