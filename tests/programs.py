"""The Python that tests start programs with: this one, in development mode where the tests are."""

import sys

PYTHON = (sys.executable, *(("-X", "dev") if sys.flags.dev_mode else ()))
