from django.contrib.admin import apps


class CentreAdminConfig(apps.AdminConfig):
    """Django's admin with our site in place of its own."""

    default_site = "motcua.backoffice.admin_site.CentreAdminSite"
