"""The Python that tests start programs with: this one, and it says on its standard error what is deprecated or left open.

Not `-X dev`, which is more: there asyncio also says what took long, on a busy machine nearly everything.
"""

import os
import sys
from pathlib import Path

PYTHON = (sys.executable, "-W", "default")
_ROOT = Path(__file__).parents[1]


def bare_environment(**more: str) -> dict[str, str]:
    """What a program of the bot needs to be found and run, and no setting; what counts coverage goes along."""
    counting = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {"PYTHONPATH": str(_ROOT), "PATH": os.environ["PATH"], **counting, **more}
