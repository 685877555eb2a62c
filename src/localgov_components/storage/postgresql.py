"""How PostgreSQL is opened: stale connections replaced, and rows kept out of error messages.

PostgreSQL explains a refused row by quoting it ("Failing row contains …"), and a row may hold what
a resident told the council. What leaves here names the error's class and constraint only
(https://www.postgresql.org/docs/current/errcodes-appendix.html).
"""

from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from sqlalchemy import URL, Engine, create_engine, event
    from sqlalchemy.engine import ExceptionContext
    from sqlalchemy.exc import DBAPIError

__all__ = ["postgresql_engine"]

_CONNECT_SECONDS = 10


def postgresql_engine(url: URL) -> Engine:
    """An engine on PostgreSQL through psycopg, at READ COMMITTED."""
    with needs_extra("postgres"):
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS},
        )
    event.listen(engine, "handle_error", _without_the_row)
    return engine


def _without_the_row(context: ExceptionContext) -> DBAPIError | None:
    """The same error, cut down to its code and the constraint's name."""
    from psycopg import Error  # psycopg is an extra of its own; by now it is loaded

    original, wrapped = context.original_exception, context.sqlalchemy_exception
    if not isinstance(original, Error) or not isinstance(wrapped, DBAPIError) or original.sqlstate is None:
        return None
    original.args = (" ".join(filter(None, [original.sqlstate, original.diag.constraint_name])),)
    return type(wrapped)(context.statement, None, original, hide_parameters=True)
