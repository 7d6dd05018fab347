"""The slip of a queue ticket: what the person in the hall holds until they are called."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from motcua.foundation.printing import qr_svg, render_picture
from motcua.ticketing.printing.raster import Raster
from motcua.ticketing.printing.words import WORDS, Language, Words, ahead_in_words, wait_in_words
from motcua.ui.formats import clock, date

TEMPLATE = Path(__file__).with_name("slip.typ")
Width = Literal[384, 576]
"""Dots of a line: of 58 mm and of 80 mm paper, at 8 dots a millimetre."""
WIDTHS: tuple[Width, ...] = (384, 576)
QR_SIDE = 312
"""Dots a code may take with its border, 39 mm; it takes as many whole dots a module as fit."""
LEAST_MODULE = 3
"""Dots: 0.38 mm, which telephones still read from thermal paper."""


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """What stands on the paper. Every text is in `language` already; an empty one is left out."""

    unit: str
    group: str
    """The group of procedures that is waited for: "Đất đai – Môi trường"."""
    number: str
    """As it is called, with spaces for the eye: "A 0012"."""
    ahead: int
    issued_at: datetime
    """Aware."""
    follow_url: str = field(repr=False)
    """Opens the ticket's place in the queue: a secret of who holds the paper."""
    wait_p50: int | None = None
    """Minutes within which half of such tickets are called; None as long as nothing is known."""
    wait_p90: int | None = None
    priority: str = ""
    """"Người cao tuổi"."""
    hall: str = ""
    """Where to wait: "Khu B, tầng 1"."""
    language: Language = "vi"
    trial: bool = False
    """A centre in trial operation marks every paper."""

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None:
            raise ValueError("A slip is issued at an aware moment")
        if self.ahead < 0:
            raise ValueError(f"Nobody can have {self.ahead} people ahead")


def render_slip(slip: TicketSlip, *, width_dots: Width) -> Raster:
    """The slip in black dots, as high as it needs; its QR code reads back from the dots."""
    return Raster.from_png(render_picture(TEMPLATE, slip_data(slip, width_dots=width_dots)))


def slip_data(slip: TicketSlip, *, width_dots: Width) -> dict[str, Any]:
    """What the template prints."""
    words = WORDS[slip.language]
    return {
        "width": width_dots,
        "language": slip.language,
        "trial": words.trial if slip.trial else "",
        "unit": slip.unit,
        "group": slip.group,
        "label": words.number,
        "number": slip.number,
        "priority": words.priority.format(label=slip.priority) if slip.priority else "",
        "ahead": ahead_in_words(slip.ahead, words),
        "wait": _wait(slip, words),
        "hall": words.hall.format(hall=slip.hall) if slip.hall else "",
        "follow": words.follow,
        "qr": _qr(slip.follow_url, width_dots),
        "issued": words.issued.format(moment=f"{clock(slip.issued_at)}, {date(slip.issued_at, slip.language)}"),
    }


def _wait(slip: TicketSlip, words: Words) -> dict[str, str]:
    """The span, and that it may end sooner: who leaves the hall for as long as it says would miss the call."""
    if slip.wait_p50 is None or slip.wait_p90 is None:
        return {"span": words.wait_unknown, "sooner": ""}
    span = wait_in_words(slip.wait_p50, max(slip.wait_p50, slip.wait_p90), words)
    return {"span": words.wait.format(span=span), "sooner": words.sooner}


def _qr(url: str, width_dots: int) -> dict[str, Any]:
    """The code with its side in dots: whole dots a module, so that no edge of it is grey before it is made black or white."""
    svg = qr_svg(url)
    modules = re.search(r'width="(\d+)"', svg)
    assert modules is not None
    module = max(LEAST_MODULE, min(QR_SIDE, width_dots) // int(modules[1]))
    return {"svg": svg, "side": module * int(modules[1])}
