"""Procedures: found in everyday words, and whole."""

from collections.abc import Iterable
from decimal import Decimal

from django.http import Http404, HttpRequest
from ninja import Query, Router

from motcua.answers import procedures as answers
from motcua.api import schemas
from motcua.catalogue import facts
from motcua.catalogue.search import Filters, SearchItem, search
from motcua.catalogue.selectors import ProcedurePage, procedure_page
from motcua.catalogue.summaries import Summary, summaries_of
from motcua.catalogue.vocabulary import Level
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import ProcedureCode
from motcua.kernel.limits import Limit
from motcua.ui import formats

router = Router(tags=["procedures"])


def _problems(*statuses: int) -> dict[int, type[schemas.Problem]]:
    """The refusals of a route for its description; any route may meet a wrong token or find the database away."""
    return dict.fromkeys((401, *statuses, 503), schemas.Problem)


NEAREST_FIRST = (Level.COMMUNE, Level.PROVINCE, Level.DISTRICT, Level.MINISTRY, Level.OTHER)


@router.get("procedures", response={200: schemas.ProcedureList, **_problems(422)}, url_name="procedures")
def list_procedures(request: HttpRequest, asked: Query[schemas.ProcedureQuery]) -> schemas.ProcedureList:
    """The procedures that answer a question, best first; without a question, all that the filters let through."""
    del request
    chosen = Filters(
        field=asked.field,
        levels=frozenset(asked.level),
        audiences=frozenset(asked.audience),
        channels=frozenset(asked.channel),
    )
    found = search(asked.q.replace("\0", " "), filters=chosen, limit=asked.limit, offset=asked.offset)
    summaries = summaries_of(item.code for item in found.items)
    items = [_item(item, summaries.get(item.code)) for item in found.items]
    return schemas.ProcedureList(items=items, total=found.total, did_you_mean=found.did_you_mean)


@router.get("procedures/{code}", response={200: schemas.ProcedureOut, **_problems(404)}, url_name="procedure")
def get_procedure(request: HttpRequest, code: str) -> schemas.ProcedureOut:
    """A procedure by its code, short (1.004205) or long (1.004205.000.00.00.H30)."""
    del request
    page = procedure_page(_short(code))
    if page is None:
        raise Http404
    return _whole(page)


def _short(code: str) -> str:
    try:
        return ProcedureCode.parse(code).value
    except MotCuaError as error:
        raise Http404 from error


def _item(item: SearchItem, summary: Summary | None) -> schemas.ProcedureItem:
    limit = summary.effective_limit if summary else None
    return schemas.ProcedureItem(
        code=item.code,
        title=item.title,
        field=item.field,
        level=_nearest(item.levels),
        levels=list(item.levels),
        limit=formats.limit(limit) if limit else None,
        fee=_fee_text(summary.fees) if summary else None,
        handled=bool(summary and summary.handled),
        why=list(item.why),
    )


def _nearest(levels: Iterable[Level]) -> str:
    own = set(levels)
    return next((level.value for level in NEAREST_FIRST if level in own), "")


def _fee_text(fees: Iterable[facts.Fee]) -> str | None:
    value = answers.how_much(fees).value
    return None if value == answers.unknown().value else value


def _limit(limit: Limit | None) -> schemas.LimitOut | None:
    return (
        schemas.LimitOut(quantity=_number(limit.quantity), unit=limit.unit, text=formats.limit(limit))
        if limit
        else None
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _whole(page: ProcedurePage) -> schemas.ProcedureOut:
    known = page.facts
    effective = page.effective_limit
    return schemas.ProcedureOut(
        code=known.code,
        title=known.title,
        field=known.field,
        level=_nearest(known.levels),
        levels=list(known.levels),
        audiences=list(known.audiences),
        version=page.version_number,
        valid_from=page.valid_from,
        decision_number=known.decision_number,
        implementing_agencies=list(known.implementing_agencies),
        deciding_agencies=list(known.deciding_agencies),
        limit=formats.limit(effective) if effective else None,
        legal_limit=_limit(page.legal_limit),
        committed_limit=_limit(page.committed_limit),
        fee=_fee_text(fee for channel in known.channels for fee in channel.fees),
        channels=[_channel(channel) for channel in known.channels],
        document_cases=[schemas.DocumentCaseOut.from_orm(case) for case in known.document_cases],
        results=[schemas.ResultOut.from_orm(result) for result in known.results],
        legal_bases=[schemas.LegalBasisOut.from_orm(basis) for basis in known.legal_bases],
        handlings=[
            schemas.HandlingOut(
                level=held.level,
                decision_number=held.decision_number,
                decision_issued_on=held.decision_issued_on,
                on_the_spot=list(held.on_the_spot),
                committed_limit=_limit(held.committed_limit),
            )
            for held in page.handlings
        ],
        steps=known.steps_text,
        conditions=known.conditions_text,
    )


def _channel(channel: facts.Channel) -> schemas.ChannelOut:
    return schemas.ChannelOut(
        kind=channel.kind,
        limit=_limit(channel.limit),
        limit_text=channel.limit_verbatim,
        fees=[
            schemas.FeeOut(
                kind=fee.kind,
                amount=None if fee.amount is None else _number(fee.amount),
                currency=fee.currency,
                text=fee.verbatim,
                verified=fee.verified,
            )
            for fee in channel.fees
        ],
        description=channel.description,
    )
