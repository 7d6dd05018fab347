"""What callers may book at the centre."""

from collections.abc import Iterable

from motcua.catalogue.selectors import ProcedurePage
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ticketing.facts import OpenGroup
from motcua.ticketing.models import QueueGroup
from motcua.ticketing.selectors.appointments import bookable_groups


def group_names() -> tuple[tuple[str, str], ...]:
    """The names of all groups in force, Vietnamese and English ("" for none), each pair once."""
    rows = QueueGroup.objects.on(clock.now().date()).values_list("name", "name_en")
    return tuple(sorted(set(rows)))


def groups_to_book(unit_id: int, page: ProcedurePage | None = None) -> tuple[OpenGroup, ...]:
    """The groups that take appointments, of a procedure those that serve it.

    Where no group says that the procedure is its own, any may be chosen; where those that do take no appointments, none.
    """
    bookable = bookable_groups(unit_id)
    if page is None or not bookable:
        return bookable
    serving = _serving(unit_id, page)
    return tuple(group for group in bookable if group.id in serving) if serving else bookable


def _serving(unit_id: int, page: ProcedurePage) -> set[int]:
    """The groups of the agencies that carry the procedure out; one that is for certain fields only if its field is among them."""
    agencies = _folded(page.facts.implementing_agencies or page.facts.deciding_agencies)
    groups = QueueGroup.objects.on(clock.now().date()).filter(unit_id=unit_id).prefetch_related("agencies")
    of_agency = [group for group in groups if _folded(agency.name for agency in group.agencies.all()) & agencies]
    return {group.pk for group in of_agency if not group.fields or page.facts.field in group.fields}


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}
