"""Slips, forms and guides on paper: typst templates in the rooms, filled with JSON, printed as PDF/A-2b."""

from motcua.foundation.printing.codes import code128_svg, qr_for_screen, qr_svg
from motcua.foundation.printing.typesetting import PrintingError, render, render_picture

__all__ = ["PrintingError", "code128_svg", "qr_for_screen", "qr_svg", "render", "render_picture"]
