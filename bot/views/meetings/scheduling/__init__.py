"""Setting, moving and cancelling a date: questions with buttons, a last look, and what came of it."""
