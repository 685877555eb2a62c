"""Bring a database from any earlier version of this package to the present one.

The history is inside the package, one file for each change, in `migrations/versions`. It runs in
the caller's transaction, whole or not at all. Two processes that start together are safe: on
SQLite the transaction already holds the write lock, on PostgreSQL an advisory lock makes the
second wait and then find nothing to do.

>>> newest_revision() >= "0001"
True
"""

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection, func, select

__all__ = ["migrate", "newest_revision"]

_ADVISORY_LOCK = 0x6C6F63616C676F76
"""Any fixed number that nobody else on the server uses: "localgov" in ASCII."""


def migrate(connection: Connection) -> None:
    """Apply what is missing, in the connection's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    config = _config()
    _refuse_newer(connection, ScriptDirectory.from_config(config))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newest_revision() -> str:
    """The revision that this package's tables are at."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _config() -> Config:
    """Settings without an ini file; the folder is named by package, not by a path."""
    config = Config()
    config.set_main_option("script_location", "localgov_components.storage:migrations")
    return config


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    found = MigrationContext.configure(connection).get_current_heads()
    if unknown := sorted(set(found) - known):
        raise NotSupportedError(
            f"the database is at revision {', '.join(unknown)}, which this version of localgov-components "
            f"does not know (it knows up to {newest_revision()}). Install the version that made it, or a newer one.",
            code="storage.database-newer",
        )
