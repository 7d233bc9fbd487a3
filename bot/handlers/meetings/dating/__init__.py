"""Dating step by step: a session that is new, or one that moves."""
