"""Codes to scan, as SVG text for a template: `image(bytes(data.qr), format: "svg", width: 25mm)`."""

import re
from itertools import groupby

import segno
from barcode.codex import Code128

_QUIET_MODULES = 10
_QUIET_ROUND_QR = 4
_DARK = re.compile(rb"\x01+")
_MODULE_MM = 0.25
_HEIGHT_MM = 10


def qr_svg(text: str) -> str:
    """A QR code that a phone reads from creased paper (a quarter of it may be lost); print a module ≥ 0.4 mm.

    Raises:
        segno.DataOverflowError: more than about 1,600 bytes.
    """
    # Weighing all eight masks takes three quarters of the time; blurred codes of ours with this one are read as often.
    rows = segno.make_qr(text, error="q", mask=0).matrix
    side = len(rows) + 2 * _QUIET_ROUND_QR
    lines = (
        f"M{_QUIET_ROUND_QR + run.start()} {_QUIET_ROUND_QR + y}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows)
        for run in _DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
        f'<path stroke="#000" d="{"".join(lines)}"/></svg>'
    )


def qr_for_screen(text: str) -> str:
    """A QR code that is as large as its page makes it: modules are its measure instead of pixels. Errors as `qr_svg`."""
    return re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', qr_svg(text), count=1)


def code128_svg(text: str) -> str:
    """A Code 128 bar code of 0.25 mm a module, which hand scanners and 203 dpi printers manage: don't shrink it.

    A text of 25 characters is 80 mm wide; digits take half the room.

    Raises:
        barcode.errors.IllegalCharacterError: the text is not ASCII.
    """
    modules = Code128(text).build()[0]
    bars, x = [], _QUIET_MODULES
    for bit, run in groupby(modules):
        length = len(list(run))
        if bit == "1":
            bars.append(f"M{x} 0h{length}v1h-{length}z")
        x += length
    width = x + _QUIET_MODULES
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * _MODULE_MM}mm" height="{_HEIGHT_MM}mm"'
        f' viewBox="0 0 {width} 1" preserveAspectRatio="none">'
        f'<path d="{"".join(bars)}"/></svg>'
    )
