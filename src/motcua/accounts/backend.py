from django.contrib.auth.backends import BaseBackend

from motcua.accounts.models import Staff
from motcua.accounts.services.sign_in import may_enter
from motcua.foundation import statements


class StaffBackend(BaseBackend):
    """Whose session it is. It never checks a password: that is `services.sign_in`'s alone, which counts tries."""

    def get_user(self, user_id: int) -> Staff | None:
        staff = statements.fetch_model(Staff, user_id)
        return staff if staff is not None and may_enter(staff) else None
