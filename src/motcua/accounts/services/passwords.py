from django.db import transaction

from motcua.accounts.models import Staff
from motcua.foundation import audit


@transaction.atomic
def change_own_password(staff: Staff, password: str) -> None:
    """Give somebody the password that they chose. Whether it is a good one, and who they are, was asked before."""
    staff.set_password(password)
    staff.save(update_fields=["password"])
    who = f"staff:{staff.pk}"
    audit.append(actor=who, act="accounts:password:changed", subject=who, details={})
