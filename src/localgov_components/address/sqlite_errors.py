"""What may be told of an error of a file: SQLite's own words name tables and never a cell, and Python's may quote one.

>>> reason_of(PermissionError(13, "Permission denied", "addresses.gazetteer"))
'Permission denied'
>>> reason_of(sqlite3.OperationalError("Could not decode to UTF-8 column 'street_name' with text '12 Mill Lane'"))
'what was begun is damaged'
"""

import sqlite3

__all__ = ["cause_of", "reason_of"]


def cause_of(error: Exception) -> Exception | None:
    """An error as the cause of another; None for one in Python's own words, which quote a cell that is no text."""
    return error if not isinstance(error, sqlite3.Error) or hasattr(error, "sqlite_errorcode") else None


def reason_of(error: OSError | sqlite3.Error) -> str:
    """Why a file cannot be written, without its path and without what is in it."""
    if isinstance(error, OSError):
        return error.strerror or "the system does not say why"
    return str(error) if cause_of(error) else "what was begun is damaged"
