"""What is owed to whom: the rows of the ledger, brought into it and taken back."""
