from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "motcua.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from motcua.accounts.services.sign_in import record_sign_out

        user_logged_out.connect(record_sign_out, dispatch_uid="motcua.accounts")
