"""The Python that tests start programs with: this one, and it says on its standard error what is deprecated or left open.

Not `-X dev`, which is more: there asyncio also says what took long, on a busy machine nearly everything.
"""

import sys

PYTHON = (sys.executable, "-W", "default")
