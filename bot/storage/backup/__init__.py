"""Backups taken while the bot runs, and their way back.

Three kinds of file, told apart by their name when written and by their first bytes when read:

`.db`        a copy of the SQLite file, by SQLite's backup API
`.dump`      PostgreSQL's own custom format, by `pg_dump` where there is one that knows the server
`.jsonl.gz`  every table as lines of JSON, by our own models: for servers without `pg_dump`, and to move between databases
"""
