from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "motcua.organisation"
    label = "organisation"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        from motcua.organisation.site import current_site
        from motcua.ui import site

        site.provide(current_site)
