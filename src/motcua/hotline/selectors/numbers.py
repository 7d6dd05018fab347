"""Short numbers, and what stands behind them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from motcua.catalogue.selectors import ProcedurePage, procedure_page
from motcua.foundation.remembered import remembered
from motcua.hotline.models import CallRecord, ShortNumber
from motcua.kernel import clock

REMEMBERED_SECONDS = 60.0
ASKED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Offered:
    """A procedure that callers can choose."""

    number: str
    code: str
    title: str
    field: str
    everyday_names: tuple[str, ...]


def code_of(number: str) -> str | None:
    """The short code of the procedure that has this short number, or None."""
    return ShortNumber.objects.filter(number=number).values_list("procedure__code", flat=True).first()


def page_of(code: str) -> ProcedurePage | None:
    return procedure_page(code)


def numbers_of(codes: Iterable[str]) -> dict[str, str]:
    """Procedure code → short number, of those that have one."""
    return dict(ShortNumber.objects.filter(procedure__code__in=list(codes)).values_list("procedure__code", "number"))


def number_of(code: str) -> str:
    """The short number of a procedure, "" when it has none."""
    return numbers_of([code]).get(code, "")


@remembered(seconds=REMEMBERED_SECONDS)
def offered() -> tuple[Offered, ...]:
    """Every procedure that has a short number: the most asked first, then by title; at most a minute old."""
    asked = _asked()
    rows = ShortNumber.objects.filter(procedure__current__isnull=False).select_related(
        "procedure", "procedure__current", "procedure__current__field"
    )
    known = [_offered(row) for row in rows]
    return tuple(sorted(known, key=lambda one: (-asked.get(one.code, 0), one.title)))


def _offered(row: ShortNumber) -> Offered:
    version = row.procedure.current
    assert version is not None
    names = tuple(row.procedure.everyday_names)
    return Offered(row.number, row.procedure.code, version.title, version.field.name if version.field else "", names)


def _asked() -> Mapping[str, int]:
    since = clock.now() - ASKED_WITHIN
    rows = CallRecord.objects.filter(began_at__gte=since).exclude(procedures=[]).values_list("procedures", flat=True)
    return Counter(code for codes in rows.iterator() for code in codes)
