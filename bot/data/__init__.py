"""Data of an office that the program is shipped with: its plan, kecamatan, stationery, forms, and a sample roster."""

from pathlib import Path

# The office that an empty database begins with, unless settings name another.
DATA_DIRECTORY = Path(__file__).parent / "blitar-2023"
# Public holidays, collective leave and stages of the election, of every office.
CALENDAR_DIRECTORY = Path(__file__).parent / "kalender"
# Forms of reports, of every office that has none of its own of that name.
FORMS_DIRECTORY = Path(__file__).parent / "forms"
# Time limits of the law for what follows an incident on duty.
DUTY_DIRECTORY = Path(__file__).parent / "piket"
