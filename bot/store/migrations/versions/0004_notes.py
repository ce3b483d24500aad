"""What readers write of a reply, in words of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; what was kept before has no note."""
    op.add_column("feedback", sa.Column("note", sa.Text, nullable=False, server_default=""))
