"""Decided rows written to Parquet, CSV and XLSX.

>>> from localgov_components.eligibility.population.files.writing import kind_of, shown, writing
"""

from localgov_components.eligibility.population.files.writing.output import Kind, kind_of, shown, writing

__all__ = ["Kind", "kind_of", "shown", "writing"]
