"""Rotas that are wider than one shift a line."""
