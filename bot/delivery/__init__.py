"""The ledger, the dispatcher and pacing."""
