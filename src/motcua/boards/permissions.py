from motcua.accounts.permissions import HALL_WATCH

ROUTES: dict[str, str] = {
    "boards:hall": HALL_WATCH,
    "boards:hall_state": HALL_WATCH,
    "boards:counter": HALL_WATCH,
    "boards:counter_state": HALL_WATCH,
    "boards:sound": HALL_WATCH,
}
