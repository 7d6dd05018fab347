from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "api:openapi-json": permissions.PUBLIC,
    "api:api-root": permissions.PUBLIC,
    "api:procedures": permissions.PUBLIC,
    "api:procedure": permissions.PUBLIC,
    "api:status": permissions.PUBLIC,
    "api:dossiers": permissions.DOSSIERS_RECEIVE,
    "api:dossier": permissions.DOSSIERS_READ,
    "api:receipt": permissions.DOSSIERS_READ,
    "api:ratings": permissions.HALL_WATCH,
}
