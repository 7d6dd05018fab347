"""Django's admin for what administrators edit now and then; each module registers a room's records."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from motcua.backoffice.admin import accounts, appointments, hall, organisation

admin.site.site_header = _("Quản trị Một Cửa")

__all__ = ["accounts", "appointments", "hall", "organisation"]
