"""Two ways to read Vietnamese aloud."""

from enum import StrEnum


class Use(StrEnum):
    """Whose words: Northern "linh, nghìn, hai mươi tư, mồng một", Southern "lẻ, ngàn, hai mươi bốn, mùng một"."""

    NORTHERN = "northern"
    SOUTHERN = "southern"
