from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục thủ tục"

    def ready(self) -> None:
        from django.urls import register_converter

        from motcua.catalogue.converters import ProcedureCodeConverter
        from motcua.catalogue.events import ImportQueued
        from motcua.catalogue.jobs import import_queued_file
        from motcua.foundation import events

        register_converter(ProcedureCodeConverter, "procedure_code")
        events.subscribe(ImportQueued, import_queued_file)
