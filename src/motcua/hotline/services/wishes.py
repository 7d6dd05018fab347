"""The summary of a procedure by text message: wanted now, sent by whoever sends messages."""

from django.db import transaction

from motcua.catalogue.models import Procedure
from motcua.foundation import audit, outbox
from motcua.foundation.sealed import seal
from motcua.hotline.events import SummaryWanted
from motcua.hotline.models import SummaryWish
from motcua.kernel import clock
from motcua.kernel.identifiers import PhoneNumber

PURPOSE = "hotline:summary"


@transaction.atomic
def ask_for_summary(code: str, typed: str, *, call: str) -> SummaryWish:
    """Note the wish, once a call and procedure. InvalidInputError: no telephone number."""
    phone = PhoneNumber.parse(typed)
    procedure = Procedure.objects.get(code=code)
    wish, is_new = SummaryWish.objects.get_or_create(
        call=call,
        procedure=procedure,
        defaults={"phone": seal({"phone": str(phone)}, purpose=PURPOSE), "asked_at": clock.now()},
    )
    if is_new:
        outbox.publish(SummaryWanted(wish_id=wish.pk))
        audit.append(
            actor="hotline", act="hotline:summary:wanted", subject=f"wish:{wish.pk}", details={"procedure": code}
        )
    return wish
