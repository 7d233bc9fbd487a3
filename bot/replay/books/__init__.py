"""The books of a replay: what was owed, sent, shown, answered and recapped must agree."""
