"""Paper of the hall: a ticket's slip as black and white dots, for the roll of a thermal printer."""

from motcua.ticketing.printing.raster import Raster
from motcua.ticketing.printing.slip import TicketSlip, render_slip

__all__ = ["Raster", "TicketSlip", "render_slip"]
