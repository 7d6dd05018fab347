from django.urls import URLPattern, path

from motcua.accounts.permissions import COUNTERS_SERVE, TICKETS_ISSUE
from motcua.desk.counter import acts, arriving, seats, showing

urlpatterns: list[URLPattern] = [
    path("quay/goi-so/", showing.counter, name="counter"),
    path("quay/goi-so/cac-quay/", seats.counters, name="counters"),
    path("quay/lich-hen/", arriving.arrive, name="arrival"),
    path("quay/goi-so/mo", acts.take_seat, name="take_seat"),
    path("quay/goi-so/lam/<slug:name>", acts.at_counter, name="counter_act"),
    path("quay/goi-so/so/<uuid:ticket_id>/<slug:name>", acts.on_ticket, name="ticket_act"),
]
ROUTES: dict[str, str] = {
    "desk:counter": COUNTERS_SERVE,
    "desk:counters": COUNTERS_SERVE,
    "desk:arrival": TICKETS_ISSUE,
    "desk:take_seat": COUNTERS_SERVE,
    "desk:counter_act": COUNTERS_SERVE,
    "desk:ticket_act": COUNTERS_SERVE,
}
"""Route name → permission, beside the routes; `desk.permissions` merges them."""
