"""Use cases: the only place that decides and writes, one transaction each."""
