from motcua.accounts import permissions

ROUTES: dict[str, str] = {
    "kiosk:pair": permissions.PUBLIC,
    "kiosk:start": permissions.KIOSK_USE,
    "kiosk:alive": permissions.KIOSK_USE,
    "kiosk:group": permissions.KIOSK_USE,
    "kiosk:procedure": permissions.KIOSK_USE,
    "kiosk:priority": permissions.KIOSK_USE,
    "kiosk:take": permissions.KIOSK_USE,
    "kiosk:ticket": permissions.KIOSK_USE,
    "kiosk:ticket_state": permissions.KIOSK_USE,
    "kiosk:print_again": permissions.KIOSK_USE,
    "kiosk:scan": permissions.KIOSK_USE,
    "kiosk:appointment": permissions.KIOSK_USE,
    "kiosk:consent": permissions.KIOSK_USE,
}
