"""Rules as columns: the same meaning as for one case, for every row of a data frame at once.

Frames of Polars, pandas and PyArrow are decided by Polars; DuckDB relations, Spark frames and lazy Polars frames stay
where they are. Null is unknown, numbers are whole and exact, and members of a list are a frame of their own.
"""

from localgov_components.rules.frames.asked import Asked, facts_by_list, in_declared_order
from localgov_components.rules.frames.column import FALSE, TRUE, UNKNOWN, Column, constant, literal
from localgov_components.rules.frames.faults import FrameError, FrameFault
from localgov_components.rules.frames.giving_back import Made, given_back
from localgov_components.rules.frames.kept import Kept
from localgov_components.rules.frames.kinds import day_of
from localgov_components.rules.frames.listing import Listed, Worded
from localgov_components.rules.frames.logic import all_true, any_true, dtype_of, is_unknown, negated, when_true
from localgov_components.rules.frames.mattering import mattering, not_false, truly
from localgov_components.rules.frames.numbers import scaled
from localgov_components.rules.frames.places import CASES, Places
from localgov_components.rules.frames.plan import Plan
from localgov_components.rules.frames.running import carried_out
from localgov_components.rules.frames.tables import Tables, read_tables
from localgov_components.rules.frames.translating import Translation
from localgov_components.rules.frames.written import Written

__all__ = [
    "CASES",
    "FALSE",
    "TRUE",
    "UNKNOWN",
    "Asked",
    "Column",
    "FrameError",
    "FrameFault",
    "Kept",
    "Listed",
    "Made",
    "Places",
    "Plan",
    "Tables",
    "Translation",
    "Worded",
    "Written",
    "all_true",
    "any_true",
    "carried_out",
    "constant",
    "day_of",
    "dtype_of",
    "facts_by_list",
    "given_back",
    "in_declared_order",
    "is_unknown",
    "literal",
    "mattering",
    "negated",
    "not_false",
    "read_tables",
    "scaled",
    "truly",
    "when_true",
]
