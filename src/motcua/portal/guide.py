"""The guide that goes home with a person: one procedure on one sheet of A4."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.answers import procedures as answers
from motcua.catalogue.selectors import ProcedurePage
from motcua.foundation.printing import qr_svg, render
from motcua.hotline.selectors.numbers import number_of
from motcua.kernel import clock
from motcua.kernel.text import clamp
from motcua.ui import formats
from motcua.ui.site import site

TEMPLATE = Path(__file__).parent / "printing" / "guide.typ"
LONGEST_CELL = 160
"""Characters of a fee's text in the table; the page behind the QR code has the whole."""
LONGEST_NAME = 420
RESULTS_SHOWN = 4
WAYS_SHOWN = 6


def guide_pdf(page: ProcedurePage, *, address: str) -> bytes:
    """The sheet as a PDF. `address`: the procedure's page, whole, for the QR code."""
    return render(TEMPLATE, guide_data(page, address=address))


def guide_data(page: ProcedurePage, *, address: str) -> dict[str, Any]:
    known = page.facts
    return {
        "centre": site().name,
        "code": known.code,
        "title": known.title,
        "address": address,
        "qr": qr_svg(address),
        "facts": [{"label": label, **asdict(answer)} for label, answer in answers.key_answers(page)],
        "cases": [_case(case) for case in answers.cases_of(page) if case.papers],
        "ways": [_way(way) for way in answers.ways_of(page)[:WAYS_SHOWN]],
        "results": [clamp(result.name, LONGEST_CELL) for result in known.results[:RESULTS_SHOWN]],
        "words": _words(number_of(known.code)),
        "printed": _("In lúc %(moment)s") % {"moment": formats.moment(clock.now())},
    }


def _case(case: answers.Case) -> dict[str, Any]:
    papers = [
        {"name": clamp(paper.name, LONGEST_NAME), "note": clamp(paper.note, LONGEST_CELL)} for paper in case.papers
    ]
    return {"title": clamp(case.title, LONGEST_NAME), "papers": papers}


def _way(way: answers.Way) -> dict[str, str]:
    return {"kind": way.kind, "limit": way.limit, "fees": clamp("; ".join(way.fees), LONGEST_CELL)}


def _words(short_number: str) -> dict[str, Any]:
    centre = site()
    heard = _("nghe qua tổng đài: số ngắn %(n)s") % {"n": short_number} if short_number else ""
    contact = " · ".join(filter(None, (centre.address, formats.grouped(centre.phone), centre.hours, heard)))
    return {
        "code": _("Mã thủ tục"),
        "bring": _("Cần mang theo"),
        "ways": _("Cách nộp, thời hạn và phí"),
        "columns": [_("Cách nộp"), _("Thời hạn"), _("Phí, lệ phí")],
        "result": _("Sẽ nhận được"),
        "more": _("… và {n} giấy tờ khác: quét mã ở góc trên để xem đủ."),
        "unknown": _("Nguồn công bố chưa ghi giấy tờ cần nộp. Hỏi tại quầy hoặc gọi trung tâm trước khi đi."),
        "footer": contact or centre.name,
    }
