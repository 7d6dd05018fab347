"""From facts to rows, a batch at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue import facts
from motcua.catalogue.models import (
    Channel,
    DocumentCase,
    Fee,
    Field,
    LegalBasis,
    Procedure,
    ProcedureVersion,
    RequiredDocument,
    ResultType,
)
from motcua.catalogue.parsing.documents import reuse_key
from motcua.kernel.limits import Limit


@dataclass(frozen=True, slots=True)
class NextVersion:
    """A procedure's next version: what it says, and the one it follows."""

    procedure: Procedure
    facts: facts.ProcedureFacts
    follows: ProcedureVersion | None


def write_versions(nexts: Sequence[NextVersion], now: datetime) -> list[ProcedureVersion]:
    """Write the versions, close those they follow at the same moment, and make them the current ones."""
    _close([item.follows for item in nexts if item.follows], now)
    names = _fields({item.facts.field for item in nexts})
    versions = ProcedureVersion.objects.bulk_create(_version(item, names, now) for item in nexts)
    for item, version in zip(nexts, versions, strict=True):
        item.procedure.current = version
    Procedure.objects.bulk_update([item.procedure for item in nexts], ["current"])
    known = [(version, item.facts) for version, item in zip(versions, nexts, strict=True)]
    _write_channels(known)
    _write_documents(known)
    _write_outcomes(known)
    return versions


def _close(versions: list[ProcedureVersion], now: datetime) -> None:
    ProcedureVersion.objects.filter(pk__in=[version.pk for version in versions]).update(valid_to=now)


def _fields(names: set[str]) -> dict[str, Field]:
    wanted = {name[:400] for name in names if name}
    Field.objects.bulk_create((Field(name=name) for name in sorted(wanted)), ignore_conflicts=True)
    return {field.name: field for field in Field.objects.filter(name__in=wanted)}


def _version(item: NextVersion, fields: dict[str, Field], now: datetime) -> ProcedureVersion:
    known = item.facts
    quantity, unit = limit_columns(known.legal_limit)
    return ProcedureVersion(
        procedure=item.procedure,
        number=item.follows.number + 1 if item.follows else 1,
        title=known.title,
        field=fields.get(known.field[:400]),
        levels=[level.value for level in known.levels],
        audiences=[audience.value for audience in known.audiences],
        decision_number=known.decision_number,
        kind=known.kind,
        ministry=known.ministry[:200],
        implementing_agencies=list(known.implementing_agencies),
        deciding_agencies=list(known.deciding_agencies),
        authorised_agencies=list(known.authorised_agencies),
        coordinating_agencies=list(known.coordinating_agencies),
        receiving_address=known.receiving_address,
        keywords=list(known.keywords),
        description=known.description,
        steps_text=known.steps_text,
        conditions_text=known.conditions_text,
        legal_limit_quantity=quantity,
        legal_limit_unit=unit,
        unparsed=dict(known.unparsed),
        valid_from=now,
    )


def limit_columns(limit: Limit | None) -> tuple[object, str]:
    """(quantity, unit) as the tables keep them."""
    return (limit.quantity, limit.unit.value) if limit else (None, "")


Known = Sequence[tuple[ProcedureVersion, facts.ProcedureFacts]]


def _write_channels(known: Known) -> None:
    pairs = [(version, index, channel) for version, says in known for index, channel in enumerate(says.channels)]
    rows = Channel.objects.bulk_create(_channel(version, index, channel) for version, index, channel in pairs)
    Fee.objects.bulk_create(
        Fee(
            channel=row,
            position=position,
            kind=fee.kind.value,
            verbatim=fee.verbatim,
            amount=fee.amount,
            currency=fee.currency,
            note=fee.note,
            verified=fee.verified,
            verified_by=fee.verified_by,
            verified_at=fee.verified_at,
        )
        for row, (_, _, channel) in zip(rows, pairs, strict=True)
        for position, fee in enumerate(channel.fees)
    )


def _channel(version: ProcedureVersion, position: int, channel: facts.Channel) -> Channel:
    quantity, unit = limit_columns(channel.limit)
    return Channel(
        version=version,
        position=position,
        kind=channel.kind.value,
        limit_verbatim=channel.limit_verbatim,
        limit_quantity=quantity,
        limit_unit=unit,
        description=channel.description,
    )


def _write_documents(known: Known) -> None:
    pairs = [(version, index, case) for version, says in known for index, case in enumerate(says.document_cases)]
    rows = DocumentCase.objects.bulk_create(
        DocumentCase(version=version, position=index, title=case.title) for version, index, case in pairs
    )
    RequiredDocument.objects.bulk_create(
        RequiredDocument(
            case=row,
            position=position,
            name=document.name,
            forms=list(document.forms),
            originals=document.originals,
            copies=document.copies,
            digital_allowed=document.digital_allowed,
            reuse_key=reuse_key(document.name),
        )
        for row, (_, _, case) in zip(rows, pairs, strict=True)
        for position, document in enumerate(case.documents)
    )


def _write_outcomes(known: Known) -> None:
    ResultType.objects.bulk_create(
        ResultType(version=version, position=position, code=result.code[:40], name=result.name)
        for version, says in known
        for position, result in enumerate(says.results)
    )
    LegalBasis.objects.bulk_create(
        LegalBasis(
            version=version,
            position=position,
            number=basis.number[:200],
            title=basis.title,
            issued_on=basis.issued_on,
            issuer=basis.issuer,
        )
        for version, says in known
        for position, basis in enumerate(says.legal_bases)
    )
