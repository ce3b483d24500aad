"""What models have cost, for servers that share a budget."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "spent",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("conversation", sa.String(100), primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
        sa.Column("dollars", sa.Double, nullable=False),
    )
    op.create_index("spent_by_conversation", "spent", ["conversation"])
