"""What a list of procedures says about each: its limit and its fees, in a few queries however long the list is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from motcua.catalogue import facts, rules
from motcua.catalogue.models import Channel, HandledProcedure, ProcedureVersion
from motcua.catalogue.reading import fee_of, limit_of
from motcua.catalogue.selectors import decisions_on
from motcua.kernel.limits import Limit


@dataclass(frozen=True, slots=True)
class Summary:
    legal_limit: Limit | None
    committed_limit: Limit | None
    """The shortest promise among the levels that handle it here."""
    fees: tuple[facts.Fee, ...]
    handled: bool

    @property
    def effective_limit(self) -> Limit | None:
        return rules.effective_limit(self.legal_limit, self.committed_limit)


def summaries_of(codes: Iterable[str]) -> Mapping[str, Summary]:
    """Procedure code → summary of the version in force; unknown codes are left out."""
    wanted = list(codes)
    promised = _promises(wanted)
    fees = _fees(wanted)
    versions = ProcedureVersion.objects.filter(current_of__isnull=False, procedure__code__in=wanted)
    return {
        version.procedure.code: Summary(
            legal_limit=limit_of(version.legal_limit_quantity, version.legal_limit_unit),
            committed_limit=rules.shortest(promised.get(version.procedure.code, ())),
            fees=tuple(fees.get(version.procedure.code, ())),
            handled=version.procedure.code in promised,
        )
        for version in versions.select_related("procedure")
    }


def _promises(codes: list[str]) -> dict[str, list[Limit | None]]:
    rows = HandledProcedure.objects.filter(decision__in=decisions_on(), procedure__code__in=codes)
    promises: dict[str, list[Limit | None]] = {}
    for row in rows.select_related("procedure"):
        limit = limit_of(row.committed_limit_quantity, row.committed_limit_unit)
        promises.setdefault(row.procedure.code, []).append(limit)
    return promises


def _fees(codes: list[str]) -> dict[str, list[facts.Fee]]:
    channels = Channel.objects.filter(version__current_of__isnull=False, version__procedure__code__in=codes)
    fees: dict[str, list[facts.Fee]] = {}
    for channel in channels.select_related("version__procedure").prefetch_related("fees"):
        fees.setdefault(channel.version.procedure.code, []).extend(fee_of(fee) for fee in channel.fees.all())
    return fees
