from django.conf import settings

from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "backoffice:sign_in": permissions.PUBLIC,
    "backoffice:sign_out": permissions.SESSION_CLOSE,
    "backoffice:kept_form": permissions.HOME_READ,
    "backoffice:home": permissions.HOME_READ,
    "admin:*": permissions.ORGANISATION_EDIT,
    "ui:*": permissions.PUBLIC if settings.MOTCUA_DEMO else permissions.GALLERY_READ,
}
