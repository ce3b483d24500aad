"""Topics, for servers that share no folder."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "topics",
        sa.Column("slug", sa.String(100), primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "topic_files",
        sa.Column("slug", sa.String(100), primary_key=True),
        sa.Column("path", sa.String(300), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
