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
    "api:queue_groups": permissions.HALL_WATCH,
    "api:hall_stream": permissions.HALL_WATCH,
    "api:tickets": permissions.TICKETS_ISSUE,
    "api:hall_calls": permissions.TICKETS_ISSUE,
    "api:call_next": permissions.COUNTERS_SERVE,
    "api:counter_open": permissions.COUNTERS_SERVE,
    "api:counter_close": permissions.COUNTERS_SERVE,
    "api:ticket_act": permissions.COUNTERS_SERVE,
    "api:ratings": permissions.HALL_WATCH,
    "api:metrics": permissions.METRICS_READ,
}
