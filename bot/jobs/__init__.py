"""APScheduler jobs: thin, they call services."""
