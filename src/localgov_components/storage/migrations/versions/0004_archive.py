"""Documents of the archive, each under the hash of its content."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SENTENCE = "archived_documents is only ever added to"


def upgrade() -> None:
    """Make the table of archived documents, and the triggers that guard it."""
    op.create_table(
        "archived_documents",
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", name="pk_archived_documents"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER archived_documents_{change} BEFORE {change} ON archived_documents"
            f" BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION archived_documents_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{_SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER archived_documents_guard BEFORE UPDATE OR DELETE ON archived_documents"
        " FOR EACH ROW EXECUTE FUNCTION archived_documents_guard()"
    )
