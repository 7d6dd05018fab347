"""What the papers of a dossier share: who issues them, who they speak of, how moments and money stand on them.

Papers are Vietnamese whatever language their reader's pages are in, so nothing here asks for the language of a request.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.foundation.printing import code128_svg, qr_svg, render
from motcua.kernel.clock import HANOI
from motcua.kernel.dates import WEEKDAYS, format_date
from motcua.ui.formats import grouped
from motcua.ui.site import Stage, stage

_LAST_MONTH_WITH_ZERO = 2
_MODULE_MM = 0.4
_SMALLEST_QR_MM = 24
_QUIET_MODULES = 4
_TOKEN_GROUP = 4
_PAGE = re.compile(rb"/Type ?/Page\b")

SIZES = (9, 8.5, 8, 7.5, 7, 6.8)
"""Sizes of type in points, the largest first; a copy of the smallest is still legible, as the letters are tall."""
_GAIN = 2.2
"""Type of half the size takes not quite five times the text: the lines are longer and more, and fewer of them are broken off."""
FLOWING = 8
"""The size for what takes more than a page anyway."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper of the State (NĐ 30/2020/NĐ-CP, Phụ lục I): who issues it, its number, where and when."""

    agency: str
    place: str
    """The province or commune by its name: "Thanh Giang"."""
    day: date
    superior: str = ""
    """The body above the agency, printed over it: "Ủy ban nhân dân tỉnh Thanh Giang"."""
    number: str = ""
    """With its symbol: "12/TNHS"."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation as a paper names it. An empty field is left out. It is personal data, so `repr()` hides it."""

    name: str = field(repr=False)
    identity: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    identity_label: str = "Số định danh cá nhân"
    """What the number is: "Số định danh cá nhân", "Mã số thuế", "Số hộ chiếu"."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a dossier isn't taken, or what is asked for, with the article it rests on: law is cited, never only meant."""

    reason: str
    legal_basis: str = ""
    """"khoản 2 Điều 95 Luật Xây dựng số 50/2014/QH13"."""


def head_data(head: Head) -> dict[str, Any]:
    """For `form-head` of state_form.typ."""
    return {
        "superior": head.superior,
        "agency": head.agency,
        "number": head.number,
        "place": head.place,
        "date": day_in_full(head.day),
    }


def party_data(party: Party | None) -> dict[str, Any] | None:
    """For `contacts` of paper.typ; identity numbers stay in one piece, as on the card they are held against."""
    if party is None:
        return None
    return {
        "name": party.name,
        "identity": party.identity,
        "identity_label": party.identity_label,
        "address": party.address,
        "phone": grouped(party.phone),
        "email": party.email,
    }


def ground_data(ground: Ground, *, what: str = "") -> dict[str, str]:
    """For `grounds` of paper.typ; `what`: the paper that is missing."""
    return {"what": what, "reason": ground.reason, "basis": ground.legal_basis}


def day_in_full(day: date) -> str:
    """As NĐ 30/2020/NĐ-CP writes the date of a paper: "ngày 05 tháng 01 năm 2026", zeros before days to 9 and months to 2."""
    month = f"{day.month:02d}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_in_full(moment: datetime) -> str:
    """As the forms ask for it, in Hà Nội's time: "10 giờ 30 phút, thứ Năm ngày 26/11/2026"."""
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    return f"{local.hour} giờ {local.minute:02d} phút, {WEEKDAYS[local.weekday()]} ngày {format_date(local)}"


def due_data(moment: datetime) -> list[str]:
    """The hour and the day, which a paper may put on two lines."""
    return moment_in_full(moment).split(", ", 1)


def token_in_groups(token: str) -> str:
    """A look-up code as people copy it: "ABCD EFGH IJKL MNOP", kept on one line."""
    return "\u00a0".join(token[start : start + _TOKEN_GROUP] for start in range(0, len(token), _TOKEN_GROUP))


def code_data(code: str, qr: str) -> dict[str, Any]:
    """For `opening` of paper.typ: the dossier's code with its bars, and the QR code; either text may be empty."""
    return {"code": code, "bars": code128_svg(code) if code else "", "qr": qr_data(qr) if qr else None}


def qr_data(text: str) -> dict[str, Any]:
    """For `qr-code` of paper.typ: large enough that a module has 0.4 mm, in millimetres."""
    svg = qr_svg(text)
    width = re.search(r'width="(\d+)"', svg)
    assert width is not None
    modules = int(width[1])
    side = max(modules * _MODULE_MM, _SMALLEST_QR_MM)
    return {"svg": svg, "side": side, "border": side / modules * _QUIET_MODULES}


def fitted(
    template: Path,
    words: Mapping[str, Any],
    codes: Mapping[str, Any],
    *,
    room: int,
    sizes: Sequence[float] = SIZES,
) -> bytes:
    """Print in type that keeps the paper on one page, or over several pages where none does: nothing is cut off.

    The size to begin with is guessed from the length of the words: measuring inside the template would cost as much as
    printing, at every size. `room`: how many characters of JSON a page takes in the largest type, tried out for each form.
    """
    length = len(json.dumps(words, ensure_ascii=False))
    given = {**words, **codes, "trial": stage() is Stage.TRIAL}
    likely = (size for size in sizes if length <= room * (sizes[0] / size) ** _GAIN)
    for size in sizes[sizes.index(next(likely, sizes[-1])) :]:
        pdf = render(template, {**given, "size": size, "flowing": False})
        if page_count(pdf) == 1:
            return pdf
    return render(template, {**given, "size": FLOWING, "flowing": True})


def page_count(pdf: bytes) -> int:
    """Pages of a file that `render` made: typst writes each page's dictionary in the clear."""
    return len(_PAGE.findall(pdf))
