from decimal import Decimal

from django.db import transaction

from motcua.catalogue.events import CatalogueChanged
from motcua.catalogue.models import Fee
from motcua.foundation import audit, outbox
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError, NotFoundError


@transaction.atomic
def verify_fee(fee_id: int, *, amount: Decimal, by: str) -> Fee:
    """Say that a person has compared a fee with its decree, and that this is the amount, in the fee's currency.

    Later imports keep it for as long as the source's wording of the fee stays the same.
    """
    if amount < 0 or not amount.is_finite():
        raise InvalidInputError("catalogue:fee:amount", "Mức phí phải là một số tiền từ 0 trở lên.", "negative fee")
    fee = Fee.objects.select_for_update().filter(pk=fee_id).first()
    if fee is None:
        raise NotFoundError("catalogue:fee:unknown", "Không có khoản phí này.", f"no fee {fee_id}")
    before = fee.amount
    fee.amount, fee.verified, fee.verified_by, fee.verified_at = amount, True, by, clock.now()
    fee.save(update_fields=["amount", "verified", "verified_by", "verified_at"])
    outbox.publish(CatalogueChanged("catalogue:fee:verified"))
    details = {"before": None if before is None else str(before), "amount": str(amount), "currency": fee.currency}
    audit.append(actor=by, act="catalogue:fee:verified", subject=f"fee:{fee.pk}", details=details)
    return fee
