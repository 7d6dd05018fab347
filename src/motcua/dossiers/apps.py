from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"
    verbose_name = _("Hồ sơ")

    def ready(self) -> None:
        from importlib import import_module

        from django.urls import register_converter

        from motcua.dossiers.converters import DossierCodeConverter

        register_converter(DossierCodeConverter, "dossier_code")
        import_module("motcua.dossiers.events")  # the relay hands on only what its process knows, subscribed to or not
