from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    name = "motcua.foundation"
    label = "foundation"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        from motcua.foundation.audit import guard

        post_migrate.connect(guard.revoke_rights, sender=self)
