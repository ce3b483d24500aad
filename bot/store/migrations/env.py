"""What Alembic runs: the migrations, on the connection that it is handed."""

from alembic import context

from bot.store.tables import Base

connection = context.config.attributes["connection"]
# SQLite cannot change a column in place; a batch copies the table instead
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
