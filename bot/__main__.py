"""`python -m bot`: the same as the `panwascam` command."""

from bot.cli import main

main()
