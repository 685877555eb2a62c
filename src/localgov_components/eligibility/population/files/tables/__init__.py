"""Files as tables: CSV, Parquet and XLSX, read a batch of rows at a time.

>>> from localgov_components.eligibility.population.files.tables import Table, open_table
"""

from localgov_components.eligibility.population.files.tables.table import Table, open_table

__all__ = ["Table", "open_table"]
