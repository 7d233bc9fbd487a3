"""The offline replay of October-December 2023: real bot, real jobs, real HTTP, simulated people, virtual clock."""
