from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục thủ tục"

    def ready(self) -> None:
        from motcua.catalogue.events import ImportQueued
        from motcua.catalogue.jobs import import_queued_file
        from motcua.foundation import events

        events.subscribe(ImportQueued, import_queued_file)
