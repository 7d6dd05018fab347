from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "api:openapi-json": permissions.PUBLIC,
    "api:api-root": permissions.PUBLIC,
    "api:procedures": permissions.PUBLIC,
    "api:procedure": permissions.PUBLIC,
}
