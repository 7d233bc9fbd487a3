"""Thinking again: a date that was set, moved or called off moments ago is undone, or sent at once.

Whoever was told hears what holds, once; whoever was not hears nothing of what was undone.
"""
