"""How updates come in: by polling or webhook, each person's in order, kept where they take their time."""
