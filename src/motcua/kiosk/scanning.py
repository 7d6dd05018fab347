"""What is held before the scanner: a receipt, an identity card. By POST alone, and never kept as it came."""

from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.answers import dossiers as answers
from motcua.dossiers.rules.look_up import read_code, read_token
from motcua.dossiers.selectors import PublicStatus, public_status
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers.cards import IdentityCard, card_code_in
from motcua.kiosk import cards
from motcua.kiosk.machine import Machine, kiosk_page, page
from motcua.kiosk.taking import SHOWN_FOR
from motcua.ticketing.rules.booking import read_code as read_appointment_code
from motcua.ticketing.rules.booking import read_token as read_appointment_token
from motcua.ticketing.rules.issuing import spaced
from motcua.ticketing.services import check_in
from motcua.ui import formats
from motcua.ui.once import new_key

DOSSIER_SECONDS = 30
_KEYS = ("0123456789", "ABCDEFGHJK", "MNPQRSTVWXYZ")
"""What an appointment's code is made of."""
LONGEST = 1000
"""Characters of a scan: more is no code of ours."""


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
@sensitive_variables("scanned", "card")
def scan(request: SignedInRequest, machine: Machine) -> HttpResponse:
    """Whatever was scanned: a dossier's state is shown, a card is asked about, the rest is told what to hold there."""
    if request.method != "POST":
        return page(request, machine, "scan", {"sentence": "", "back": machine.to("start")})
    scanned = request.POST.get("scanned", "").replace("\0", "")[:LONGEST].strip()
    card = _card(scanned)
    if card is not None:
        return page(request, machine, "consent", {"sealed": cards.sealed(card), "back": machine.to("start")})
    if read_appointment_token(scanned) or read_appointment_code(scanned):
        return _come(request, machine, scanned)
    status = _dossier(scanned)
    if status is not None:
        return _state(request, machine, status)
    sentence = _(
        "Không đọc được mã này. Hãy đưa mã QR trên giấy hẹn trả kết quả trên lịch hẹn hoặc trên thẻ căn cước vào máy quét."
    )
    return page(request, machine, "scan", {"sentence": sentence, "back": machine.to("start")}, status=404)


@require_safe
@kiosk_page
def appointment(request: SignedInRequest, machine: Machine) -> HttpResponse:
    """For whoever has an appointment's code and nothing to scan."""
    return page(request, machine, "appointment", {"keyboard": _KEYS, "back": machine.to("scan")})


@sensitive_post_parameters()
@require_POST
@kiosk_page
def consent(request: SignedInRequest, machine: Machine) -> HttpResponse:
    """Yes: the card is kept for the counter's form, and its owner greeted on the next screen."""
    if cards.keep(request, request.POST.get("sealed", "")) is None:
        sentence = _("Đã quá lâu từ khi quét thẻ. Hãy quét lại.")
        return page(request, machine, "scan", {"sentence": sentence, "back": machine.to("start")}, status=409)
    return HttpResponseRedirect(machine.to("start", tiep=1))


def _come(request: SignedInRequest, machine: Machine, scanned: str) -> HttpResponse:
    """The number of an appointment; one that was given a while ago, or at another machine, is told and not printed again."""
    ticket = check_in(scanned, by=request.actor, key=new_key(), prints=machine.prints)
    if ticket.device_id == request.actor.staff_id and clock.now() - ticket.issued_at < SHOWN_FOR:
        return HttpResponseRedirect(machine.to("ticket", ticket.pk))
    words = {"number": spaced(ticket.number), "time": formats.clock(ticket.issued_at)}
    sentence = _("Lịch hẹn này đã lấy số %(number)s lúc %(time)s. Hãy xem bảng ở sảnh.") % words
    return page(request, machine, "sentence", {"sentence": sentence})


def _card(scanned: str) -> IdentityCard | None:
    code = card_code_in(scanned)
    try:
        return IdentityCard.parse(code, demo=settings.MOTCUA_DEMO) if code else None
    except InvalidInputError:
        return None


def _dossier(scanned: str) -> PublicStatus | None:
    """The dossier of a receipt's code, an address with code and token; None for anything else, wrong and absent alike."""
    try:
        asked = parse_qs(urlsplit(scanned).query)
        return public_status(read_code(asked["code"][0]), read_token(asked["token"][0]))
    except (ValueError, KeyError, InvalidInputError):
        return None


def _state(request: SignedInRequest, machine: Machine, status: PublicStatus) -> HttpResponse:
    answer = answers.answer_of(status, now=clock.now())
    context = {
        "code": status.code,
        "answer": answer,
        "bring": answers.to_bring(status),
        "due": formats.moment(status.due_at) if status.due_at and not status.closed_at else "",
        "seconds": DOSSIER_SECONDS,
        "back": machine.to("start"),
    }
    return page(request, machine, "dossier", context)
