"""Decided rows written to Parquet, CSV and XLSX.

>>> from localgov_components.eligibility.population.files.writing import are_too_long, kind_of, shown, writing
"""

from localgov_components.eligibility.population.files.writing.output import Kind, are_too_long, kind_of, shown, writing

__all__ = ["Kind", "are_too_long", "kind_of", "shown", "writing"]
