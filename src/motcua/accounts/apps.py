from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "motcua.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from motcua.accounts.services.sign_in import record_sign_out

        user_logged_out.connect(record_sign_out, dispatch_uid="motcua.accounts")
