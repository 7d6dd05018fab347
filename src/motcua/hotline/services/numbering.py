"""Short numbers for the procedures that this centre handles."""

from collections.abc import Set as AbstractSet

from django.db import transaction

from motcua.catalogue.models import Procedure
from motcua.catalogue.selectors import handled_procedures
from motcua.foundation import audit
from motcua.foundation.numbers import next_number
from motcua.hotline.models import ShortNumber
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, InvalidInputError, NotFoundError

SERIES = "hotline:short_number"
FIRST, LAST = 1000, 9999


@transaction.atomic
def number_procedures(*, by: str) -> int:
    """Give every procedure that is handled here a number, in the order of their codes; returns how many were new."""
    handled = {handling.procedure_code for handling in handled_procedures()}
    without = Procedure.objects.filter(code__in=handled, short_number=None, current__isnull=False).order_by("code")
    taken = set(ShortNumber.objects.values_list("number", flat=True))
    new = [ShortNumber(number=_next_free(taken), procedure=procedure, given_at=clock.now()) for procedure in without]
    ShortNumber.objects.bulk_create(new)
    if new:
        audit.append(actor=by, act="hotline:numbers:given", subject="hotline:numbers", details={"new": len(new)})
    return len(new)


@transaction.atomic
def change_number(code: str, number: str, *, by: str) -> ShortNumber:
    """Give a procedure the number that the centre wants for it.

    Raises:
        InvalidInputError: not four figures, or a zero first.
        NotFoundError: no such procedure.
        ConflictError: another procedure has the number.
    """
    if not (number.isascii() and number.isdigit() and FIRST <= int(number) <= LAST and len(number) == len(str(LAST))):
        sentence = f"Số ngắn gồm bốn chữ số, từ {FIRST} đến {LAST}."
        raise InvalidInputError("hotline:number:shape", sentence, "not four figures")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFoundError("hotline:number:procedure", "Không có thủ tục này.", "no procedure has this code")
    taken = ShortNumber.objects.filter(number=number).select_related("procedure").first()
    if taken is not None and taken.procedure_id != procedure.pk:
        sentence = f"Số {number} đang là của thủ tục {taken.procedure.code}; chọn số khác."
        raise ConflictError("hotline:number:taken", sentence, "the short number is another's")
    ShortNumber.objects.filter(procedure=procedure).delete()
    row = ShortNumber.objects.create(number=number, procedure=procedure, given_at=clock.now())
    audit.append(actor=by, act="hotline:number:changed", subject=f"procedure:{code}", details={"number": number})
    return row


def _next_free(taken: AbstractSet[str]) -> str:
    """The next of the series that nobody was given by hand; should one be given this very moment, the row's own rule refuses it."""
    while True:
        number = f"{FIRST - 1 + next_number(SERIES)}"
        if int(number) > LAST:
            raise ConflictError("hotline:numbers:used_up", "Đã hết số ngắn bốn chữ số.", "short numbers are used up")
        if number not in taken:
            return number
