"""Django's admin for what administrators edit now and then; each module registers a room's records."""

from motcua.backoffice.admin import accounts, organisation

__all__ = ["accounts", "organisation"]
