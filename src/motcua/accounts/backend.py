from django.contrib.auth.backends import BaseBackend

from motcua.accounts.models import Staff
from motcua.accounts.services.sign_in import may_enter


class StaffBackend(BaseBackend):
    """Whose session it is. It never checks a password: that is `services.sign_in`'s alone, which counts tries."""

    def get_user(self, user_id: int) -> Staff | None:
        staff = Staff.objects.filter(pk=user_id).first()
        return staff if staff is not None and may_enter(staff) else None
