from motcua.accounts import permissions
from motcua.desk.counter import urls as counter
from motcua.desk.handling import urls as handling
from motcua.desk.reception import urls as reception

ROUTES: dict[str, str] = {
    **reception.ROUTES,
    **handling.ROUTES,
    **counter.ROUTES,
    "desk:own_ratings": permissions.COUNTERS_SERVE,
}
