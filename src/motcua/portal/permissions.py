from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "portal:home": permissions.PUBLIC,
    "portal:look_up": permissions.PUBLIC,
    "portal:wait": permissions.PUBLIC,
    "portal:wait_state": permissions.PUBLIC,
    "portal:give_back": permissions.PUBLIC,
    "portal:rating_tablet": permissions.HALL_WATCH,
    "portal:rate_visit": permissions.PUBLIC,
    "portal:rate": permissions.PUBLIC,
    **dict.fromkeys(
        (
            *("portal:book", "portal:book_unit", "portal:book_group", "portal:book_day", "portal:appointment"),
            *("portal:appointment_ics", "portal:appointment_cancel", "portal:appointment_look_up"),
            *("portal:move_day", "portal:move_time"),
        ),
        permissions.PUBLIC,
    ),
    "portal:search": permissions.PUBLIC,
    "portal:suggest": permissions.PUBLIC,
    "portal:procedure": permissions.PUBLIC,
    "portal:guide": permissions.PUBLIC,
}
