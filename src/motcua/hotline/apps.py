from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotlineConfig(AppConfig):
    name = "motcua.hotline"
    label = "hotline"
    verbose_name = _("Tổng đài tự động")

    def ready(self) -> None:
        from motcua.catalogue.events import CatalogueChanged
        from motcua.foundation import events
        from motcua.hotline.jobs import follow_catalogue

        events.subscribe(CatalogueChanged, follow_catalogue)
