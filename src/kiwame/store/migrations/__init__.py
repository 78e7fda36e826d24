"""How the tables came to be: `env` is what Alembic runs, `versions/` one file for each change, never edited."""
