"""From rows to facts."""

from decimal import Decimal

from motcua.catalogue import facts
from motcua.catalogue.models import Channel, DocumentCase, Fee, ProcedureVersion, RequiredDocument
from motcua.catalogue.vocabulary import Audience, ChannelKind, FeeKind, Level
from motcua.kernel.limits import Limit, LimitUnit


def limit_of(quantity: Decimal | None, unit: str) -> Limit | None:
    """The limit of two columns; None when they are empty."""
    if quantity is None or not unit:
        return None
    return Limit(quantity, LimitUnit(unit))


def facts_of(version: ProcedureVersion) -> facts.ProcedureFacts:
    """The whole version. Prefetch `selectors.WHOLE` first where there is more than one."""
    return facts.ProcedureFacts(
        code=version.procedure.code,
        title=version.title,
        field=version.field.name if version.field else "",
        levels=tuple(Level(level) for level in version.levels),
        audiences=tuple(Audience(audience) for audience in version.audiences),
        decision_number=version.decision_number,
        kind=version.kind,
        ministry=version.ministry,
        implementing_agencies=tuple(version.implementing_agencies),
        deciding_agencies=tuple(version.deciding_agencies),
        authorised_agencies=tuple(version.authorised_agencies),
        coordinating_agencies=tuple(version.coordinating_agencies),
        receiving_address=version.receiving_address,
        keywords=tuple(version.keywords),
        description=version.description,
        steps_text=version.steps_text,
        conditions_text=version.conditions_text,
        legal_limit=limit_of(version.legal_limit_quantity, version.legal_limit_unit),
        channels=tuple(_channel(channel) for channel in version.channels.all()),
        document_cases=tuple(_case(case) for case in version.document_cases.all()),
        results=tuple(facts.Result(name=result.name, code=result.code) for result in version.results.all()),
        legal_bases=tuple(
            facts.LegalBasis(number=basis.number, title=basis.title, issued_on=basis.issued_on, issuer=basis.issuer)
            for basis in version.legal_bases.all()
        ),
        unparsed=tuple(sorted(version.unparsed.items())),
    )


def _channel(row: Channel) -> facts.Channel:
    return facts.Channel(
        kind=ChannelKind(row.kind),
        limit=limit_of(row.limit_quantity, row.limit_unit),
        limit_verbatim=row.limit_verbatim,
        fees=tuple(fee_of(fee) for fee in row.fees.all()),
        description=row.description,
    )


def fee_of(row: Fee) -> facts.Fee:
    return facts.Fee(
        kind=FeeKind(row.kind),
        verbatim=row.verbatim,
        amount=row.amount,
        currency=row.currency,
        note=row.note,
        verified=row.verified,
        verified_by=row.verified_by,
        verified_at=row.verified_at,
        id=row.pk,
    )


def _case(row: DocumentCase) -> facts.DocumentCase:
    return facts.DocumentCase(title=row.title, documents=tuple(_document(document) for document in row.documents.all()))


def _document(row: RequiredDocument) -> facts.RequiredDocument:
    return facts.RequiredDocument(
        name=row.name,
        forms=tuple(row.forms),
        originals=row.originals,
        copies=row.copies,
        digital_allowed=row.digital_allowed,
    )
