"""The history of the database: `env.py` runs it, `versions` holds one file for each change."""
