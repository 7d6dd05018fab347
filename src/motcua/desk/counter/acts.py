"""What is done at an open counter. Each act is a button of the page; a second click is refused by the services, quietly."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.actor import Actor
from motcua.desk.counter.answering import done, refused
from motcua.desk.counter.said import number_in
from motcua.kernel.errors import ConflictError, InvalidInputError, MotCuaError, NotAllowedError, NotFoundError
from motcua.organisation.models import Counter
from motcua.ticketing import services
from motcua.ticketing.errors import counter_absent
from motcua.ticketing.models import CounterShift, Ticket
from motcua.ticketing.selectors.hall import group
from motcua.ticketing.vocabulary import TicketState

CounterAct = Callable[[int, QueryDict, Actor], str]
TicketAct = Callable[[UUID, QueryDict, Actor], str]
"""Does it and returns the sentence that tells so."""
STATUS: Mapping[type[MotCuaError], int] = {
    ConflictError: HTTPStatus.CONFLICT,
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
}


def take_seat(request: SignedInRequest) -> HttpResponse:
    """Open a counter or, with `act=take_over`, go on at one that somebody left open."""
    counter_id = number_in(request.POST.get("counter", ""))
    sit_down = _take_over if request.POST.get("act") == "take_over" else _open
    return _answer(request, lambda: sit_down(counter_id, request.actor))


def at_counter(request: SignedInRequest, name: str) -> HttpResponse:
    """Call, pause, resume or close the counter that the form names; opened by hand, the address leads to the page."""
    if name not in AT_COUNTER:
        raise Http404
    counter_id = number_in(request.POST.get("counter", ""))
    return _answer(request, lambda: AT_COUNTER[name](counter_id, request.POST, request.actor))


def on_ticket(request: SignedInRequest, ticket_id: UUID, name: str) -> HttpResponse:
    """One of the acts on a ticket."""
    if name not in ON_TICKET:
        raise Http404
    return _answer(request, lambda: ON_TICKET[name](ticket_id, request.POST, request.actor))


def _answer(request: SignedInRequest, do: Callable[[], str]) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk:counter")
    try:
        return done(request, do())
    except NotAllowedError as error:
        raise PermissionDenied from error
    except (ConflictError, InvalidInputError, NotFoundError) as error:
        status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
        return refused(request, error.message_vi, status)


def _open(counter_id: int, by: Actor) -> str:
    shift = services.open_counter(counter_id, by=by)
    return _("Đã mở quầy %(number)s.") % {"number": shift.counter.number}


def _take_over(counter_id: int, by: Actor) -> str:
    """Says from whom."""
    before = CounterShift.objects.select_related("staff").filter(counter=counter_id, closed_at=None).first()
    shift = services.take_over_counter(counter_id, by=by)
    if before is None or before.staff_id == by.staff_id:
        return _("Đã mở quầy %(number)s.") % {"number": shift.counter.number}
    known = {"number": shift.counter.number, "name": before.staff.full_name}
    return _("Đã nhận lại quầy %(number)s từ %(name)s; ca của người đó đã kết thúc.") % known


def _call(counter_id: int, post: QueryDict, by: Actor) -> str:
    del post
    return _called(_counter(counter_id), by)


def _pause(counter_id: int, post: QueryDict, by: Actor) -> str:
    """For one of the usual reasons (a button each), or for what was typed."""
    shift = services.pause_counter(counter_id, post.get("reason", "") or post.get("other", ""), by=by)
    return _("Quầy tạm nghỉ: %(reason)s.") % {"reason": shift.pause_reason}


def _go_on(counter_id: int, post: QueryDict, by: Actor) -> str:
    del post
    services.resume_counter(counter_id, by=by)
    return _("Quầy làm việc tiếp.")


def _close(counter_id: int, post: QueryDict, by: Actor) -> str:
    del post
    shift = services.close_counter(counter_id, by=by)
    return _("Đã đóng quầy %(number)s. Đóng nhầm thì mở lại ở danh sách này.") % {"number": shift.counter.number}


def _recall(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    ticket = services.recall(ticket_id, by=by)
    return _("Đã gọi lại số %(number)s, lần thứ %(n)s.") % {"number": ticket.number, "n": ticket.calls}


def _came(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.start_serving(ticket_id, by=by), _("Số %(number)s đã đến; bắt đầu tính giờ phục vụ."))


def _no_show(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    ticket = services.mark_no_show(ticket_id, by=by)
    return _said(ticket, _("Số %(number)s không có mặt. Nếu đến trong 30 phút, hoặc bấm nhầm, hãy bấm “Xếp lại”."))


def _hold(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    ticket = services.hold(ticket_id, post.get("reason", ""), by=by)
    return _said(ticket, _("Số %(number)s tạm dừng, sẽ quay lại quầy này."))


def _back(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    ticket = services.resume(ticket_id, by=by)
    if ticket.state == TicketState.SERVING:
        return _said(ticket, _("Số %(number)s đã quay lại, đang được phục vụ."))
    return _said(ticket, _("Số %(number)s đã quay lại, được gọi ngay sau số đang ở quầy."))


def _finish(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.finish(ticket_id, by=by), _("Số %(number)s đã xong."))


def _finish_and_call(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    """The next is called only by the click that finished this one: of two clicks the second finds it finished."""
    del post
    ticket = services.finish(ticket_id, by=by)
    assert ticket.counter_id is not None
    ended = _said(ticket, _("Số %(number)s đã xong."))
    return f"{ended} {_called(_counter(ticket.counter_id), by)}"


def _reopen(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.reopen_last(ticket_id, by=by), _("Đã mở lại số %(number)s; giờ phục vụ tính tiếp."))


def _to_group(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    ticket = services.transfer_to_group(ticket_id, number_in(post.get("group", "")), by=by)
    place = group(ticket.group_id).name
    return _("Đã chuyển số %(number)s sang nhóm %(group)s.") % {"number": ticket.number, "group": place}


def _to_counter(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    ticket = services.transfer_to_counter(ticket_id, number_in(post.get("to", "")), by=by)
    assert ticket.bound_to is not None
    place = ticket.bound_to.number
    return _("Đã chuyển số %(number)s sang quầy %(counter)s.") % {"number": ticket.number, "counter": place}


def _confirm(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.confirm_priority(ticket_id, by=by), _("Đã xác nhận số %(number)s thuộc diện ưu tiên."))


def _refuse(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    ticket = services.refuse_priority(ticket_id, by=by)
    return _said(
        ticket,
        _(
            "Số %(number)s không thuộc diện ưu tiên, đã về chỗ của số thường trong hàng. Bấm nhầm thì trả lại ở cột bên."
        ),
    )


def _restore(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.restore_priority(ticket_id, by=by), _("Số %(number)s lại được tính là ưu tiên."))


def _reinstate(ticket_id: UUID, post: QueryDict, by: Actor) -> str:
    del post
    return _said(services.reinstate(ticket_id, by=by), _("Đã xếp lại số %(number)s vào hàng, sau vài số tới."))


def _called(counter: Counter, by: Actor) -> str:
    ticket = services.call_next(counter, by=by)
    if ticket is None:
        return _("Chưa có ai chờ quầy này. Có người lấy số thì danh sách bên phải hiện ngay.")
    return _said(ticket, _("Đang gọi số %(number)s."))


def _counter(counter_id: int) -> Counter:
    counter = Counter.objects.filter(pk=counter_id).first()
    if counter is None:
        raise counter_absent()
    return counter


def _said(ticket: Ticket, sentence: str) -> str:
    return sentence % {"number": ticket.number}


AT_COUNTER: Mapping[str, CounterAct] = {
    "goi": _call,
    "tam-nghi": _pause,
    "lam-tiep": _go_on,
    "dong": _close,
}
ON_TICKET: Mapping[str, TicketAct] = {
    "goi-lai": _recall,
    "da-den": _came,
    "khong-co-mat": _no_show,
    "tam-dung": _hold,
    "quay-lai": _back,
    "xong": _finish,
    "xong-goi-tiep": _finish_and_call,
    "mo-lai": _reopen,
    "chuyen-nhom": _to_group,
    "chuyen-quay": _to_counter,
    "dung-uu-tien": _confirm,
    "khong-uu-tien": _refuse,
    "tra-uu-tien": _restore,
    "xep-lai": _reinstate,
}
"""The last word of an act's address → what it does."""
