"""No printer: the number stands on the screen only."""

from motcua.ticketing.printing import Raster
from motcua.ticketing.printing.slip import Width
from motcua.ticketing.vocabulary import PrinterFault


class ScreenOnly:
    makes_paper = False
    width_dots: Width = 576

    def print(self, raster: Raster) -> None:
        """Nothing: whoever asks sees by `makes_paper` that there is nothing to wait for."""

    def state(self) -> PrinterFault | None:
        """A screen is always ready."""
        return None
