"""How the columns of a file stand for facts: what a mapping says, and how one is read.

>>> from localgov_components.eligibility.population.files.mapping import FileMapping, read_mapping
"""

from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, FileMapping, TableMapping
from localgov_components.eligibility.population.files.mapping.reading import read_mapping

__all__ = ["FactColumn", "FileMapping", "TableMapping", "read_mapping"]
