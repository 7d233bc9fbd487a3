"""From ledger rows and stale cards to messages: facts from services, words from views."""
