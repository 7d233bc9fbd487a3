"""Errors as the Bot API words them."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """Becomes `{"ok": false, "error_code": code, "description": ..., "parameters": ...}`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str, **parameters: Any) -> ApiError:
    """400."""
    return ApiError(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> ApiError:
    """403."""
    return ApiError(403, f"Forbidden: {text}")
