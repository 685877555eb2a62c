"""A mapping drafted from headings and first rows.

>>> from localgov_components.eligibility.population.files.suggesting import suggest_mapping
"""

from localgov_components.eligibility.population.files.suggesting.drafting import suggest_mapping

__all__ = ["suggest_mapping"]
