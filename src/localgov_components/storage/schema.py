"""The one description of every table: each room adds its own in its module `tables`.

Constraints are named by rule, so that a migration on either database can speak of them.

>>> str(metadata.naming_convention["pk"])
'pk_%(table_name)s'
"""

from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from sqlalchemy import MetaData

__all__ = ["metadata"]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Shared by all rooms; what `Store.migrate` builds is held against it by a test."""
