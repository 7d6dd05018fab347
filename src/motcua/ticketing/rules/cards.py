"""What the QR code of an identity card says. Pure.

number|older number|name|born ddmmyyyy|sex|address|issued ddmmyyyy
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

_PARTS = 7
_NUMBER = re.compile(r"\d{12}")
_OLDER = re.compile(r"(?:\d{9}|\d{12})?")
LONGEST = 1000
"""Characters of a scan: more is no card."""
LONGEST_NAME, LONGEST_ADDRESS = 120, 400


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """A card as its chip's owner shows it. Not printed by accident: it has no repr."""

    number: str
    older_number: str
    name: str
    born_on: date | None
    sex: str
    address: str
    issued_on: date | None


def read_card(scanned: str) -> Card | None:
    """The card; None when this is no card's code."""
    parts = [part.strip() for part in scanned[:LONGEST].split("|")]
    if len(parts) < _PARTS:
        return None
    number, older, name, born, sex, address, issued = parts[:_PARTS]
    if not (_NUMBER.fullmatch(number) and _OLDER.fullmatch(older) and 0 < len(name) <= LONGEST_NAME):
        return None
    return Card(number, older, name, _day(born), sex[:10], address[:LONGEST_ADDRESS], _day(issued))


def _day(written: str) -> date | None:
    """ddmmyyyy; None where only a year or nothing stands, as on cards of people whose birthday nobody wrote down."""
    try:
        return datetime.strptime(written, "%d%m%Y").date() if len(written) == 8 else None  # noqa: DTZ007, PLR2004 - a day
    except ValueError:
        return None
