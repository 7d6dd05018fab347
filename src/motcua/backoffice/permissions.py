from django.conf import settings

from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "backoffice:sign_in": permissions.PUBLIC,
    "backoffice:sign_out": permissions.SESSION_CLOSE,
    "backoffice:kept_form": permissions.HOME_READ,
    "backoffice:home": permissions.HOME_READ,
    "backoffice:halls": permissions.HALL_MANAGE,
    "backoffice:hall": permissions.HALL_MANAGE,
    "backoffice:password": permissions.HOME_READ,
    "backoffice:ratings": permissions.HALL_MANAGE,
    "backoffice:ratings_list": permissions.HALL_MANAGE,
    "backoffice:imports": permissions.CATALOGUE_IMPORTS_READ,
    "backoffice:import_upload": permissions.CATALOGUE_IMPORT,
    "backoffice:import_report": permissions.CATALOGUE_IMPORTS_READ,
    "backoffice:procedures": permissions.CATALOGUE_READ,
    "backoffice:procedure": permissions.CATALOGUE_READ,
    "backoffice:procedure_changes": permissions.CATALOGUE_READ,
    "backoffice:procedure_source": permissions.CATALOGUE_READ,
    "backoffice:procedure_names": permissions.CATALOGUE_EDIT,
    "backoffice:fee": permissions.CATALOGUE_EDIT,
    "backoffice:decisions": permissions.CATALOGUE_READ,
    "backoffice:decision": permissions.CATALOGUE_READ,
    "backoffice:decision_new": permissions.DECISIONS_PUBLISH,
    "admin:*": permissions.ORGANISATION_EDIT,
    "ui:*": permissions.PUBLIC if settings.MOTCUA_DEMO else permissions.GALLERY_READ,
}
