"""What Alembic runs to migrate: on the connection it is given, in the transaction that is open there."""

from alembic import context

from kiwame.store.schema import metadata
from kiwame.store.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
