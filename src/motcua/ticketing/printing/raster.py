"""A picture of black and white dots, packed as thermal printers take it."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Self

from PIL import Image

DOTS_OF_A_BYTE = 8
DARKEST_WHITE = 144
"""Greys darker than this become black dots: the edges of letters keep their weight, hot dots run a little by themselves."""


@dataclass(frozen=True, slots=True)
class Raster:
    """`width` dots (a multiple of 8) a row; `packed`: rows from the top, a bit a dot, the left one the highest bit, 1 is black."""

    width: int
    packed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.width <= 0 or self.width % DOTS_OF_A_BYTE:
            raise ValueError(f"A row has a multiple of {DOTS_OF_A_BYTE} dots, not {self.width}")
        if not self.packed or len(self.packed) % self.row_bytes:
            raise ValueError(f"{len(self.packed)} bytes are not whole rows of {self.row_bytes}")

    @property
    def row_bytes(self) -> int:
        return self.width // DOTS_OF_A_BYTE

    @property
    def height(self) -> int:
        return len(self.packed) // self.row_bytes

    @classmethod
    def from_png(cls, png: bytes) -> Self:
        """The dots of a picture: dark ones black. Its width must be a multiple of 8."""
        with Image.open(BytesIO(png)) as picture:
            grey = picture.convert("L")
            # In Pillow's own mode "1" a set bit is white, in a printer's it is black.
            inked = grey.point(lambda shade: 255 if shade < DARKEST_WHITE else 0).convert("1", dither=Image.Dither.NONE)
            return cls(grey.width, inked.tobytes())

    def png(self) -> bytes:
        """The paper as a picture for a screen."""
        out = BytesIO()
        white = bytes(byte ^ 0xFF for byte in self.packed)
        Image.frombytes("1", (self.width, self.height), white).save(out, "PNG")
        return out.getvalue()
