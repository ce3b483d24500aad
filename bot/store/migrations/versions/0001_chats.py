"""Conversations with their turns, and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(43), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(100), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("shared", sa.String(43), nullable=True, unique=True),
        sa.Column("debate", sa.JSON, nullable=True),
    )
    op.create_index("conversations_of_owner", "conversations", ["owner", "changed"])
    op.create_index("conversations_by_age", "conversations", ["changed"])
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "conversation",
            sa.String(43),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("mode", sa.String(10), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("reply", sa.JSON, nullable=True),
        sa.UniqueConstraint("conversation", "number"),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column(
            "conversation",
            sa.String(43),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=True,
        ),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("said", sa.String(20), nullable=False),
        sa.Column("mode", sa.String(10), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("upheld", sa.Boolean, nullable=True),
        sa.Column("reply", sa.JSON, nullable=False),
    )
    op.create_index("feedback_of_conversation", "feedback", ["conversation"])
