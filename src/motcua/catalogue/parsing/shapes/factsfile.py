"""Một Cửa's own shape: facts without the portal's prose, one JSON object a procedure.

`project` says what of a procedure is a fact that may be passed on; `to_record` and `read` write and read it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.catalogue.facts import Channel, DocumentCase, Fee, LegalBasis, ProcedureFacts, RequiredDocument, Result
from motcua.catalogue.parsing import codes
from motcua.catalogue.parsing.draft import REPORTED_FIELDS, Draft, Outcome
from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.catalogue.parsing.shapes.fields import Fields, text_of
from motcua.catalogue.vocabulary import Audience, ChannelKind, FeeKind, Level, Shape
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.text import clamp, fold

FORMAT = "motcua.catalogue-facts/1"
_WORDS = ("implementing_agencies", "deciding_agencies", "authorised_agencies", "coordinating_agencies", "keywords")
_TEXTS = ("field", "decision_number", "kind", "ministry")
_CARRIED = frozenset(
    {"code", "title", "levels", "audiences", "legal_limit", "channels", "document_cases", "results", "legal_bases"}
    | set(_WORDS)
    | set(_TEXTS)
)
_NAME, _CASE, _LEGAL_TITLE, _CELL, _NOTE = 240, 200, 300, 80, 80
"""How much of a text is still a name: what is longer has turned into an explanation."""
_ADVICE = re.compile(r"\W*(?:luu y|ghi chu|chu y|so luong ho so|truong hop nop ho so|nguoi nop ho so)\b")


def project(facts: ProcedureFacts) -> ProcedureFacts:
    """The same procedure with its facts only: no steps, conditions, descriptions and notes; names cut where they explain."""
    return replace(
        facts,
        receiving_address="",
        description="",
        steps_text="",
        conditions_text="",
        unparsed=(),
        keywords=tuple(clamp(keyword, _CELL) for keyword in facts.keywords),
        channels=tuple(_channel_facts(channel) for channel in facts.channels),
        document_cases=tuple(_case_facts(case) for case in facts.document_cases),
        results=tuple(replace(result, name=clamp(result.name, _NAME)) for result in facts.results),
        legal_bases=tuple(replace(basis, title=clamp(basis.title, _LEGAL_TITLE)) for basis in facts.legal_bases),
    )


def _channel_facts(channel: Channel) -> Channel:
    return replace(
        channel,
        description="",
        limit_verbatim=clamp(channel.limit_verbatim, _CELL),
        fees=tuple(dict.fromkeys(_fee_facts(fee) for fee in channel.fees)),
    )


def _fee_facts(fee: Fee) -> Fee:
    cell = fee.verbatim.partition("(")[0].strip() or fee.verbatim
    return replace(
        fee, verbatim=clamp(cell, _CELL), note=fee.note if len(fee.note) <= _NOTE else "", verified=False, id=None
    )


def _case_facts(case: DocumentCase) -> DocumentCase:
    kept = (document for document in case.documents if not _is_advice(document))
    return DocumentCase(
        clamp(case.title, _CASE),
        tuple(replace(document, name=clamp(document.name, _NAME)) for document in kept),
    )


def _is_advice(document: RequiredDocument) -> bool:
    """A row that asks for no paper, or explains how to hand it in."""
    return (document.is_note and len(document.name) > _CASE) or _ADVICE.match(fold(document.name)) is not None


def to_record(facts: ProcedureFacts) -> dict[str, Any]:
    """A plain object for JSON, without what is empty."""
    facts = project(facts)
    record: dict[str, Any] = {"format": FORMAT, "code": facts.code, "title": facts.title}
    record |= {name: getattr(facts, name) for name in _TEXTS}
    record |= {"levels": list(facts.levels), "audiences": list(facts.audiences)}
    record |= {name: list(getattr(facts, name)) for name in _WORDS}
    record["limit"] = _limit_record(facts.legal_limit)
    record["channels"] = [_channel_record(channel) for channel in facts.channels]
    record["document_cases"] = [_case_record(case) for case in facts.document_cases]
    record["results"] = [_filled({"name": result.name, "code": result.code}) for result in facts.results]
    record["legal_bases"] = [
        _filled(
            {
                "number": b.number,
                "title": b.title,
                "issued_on": b.issued_on and b.issued_on.isoformat(),
                "issuer": b.issuer,
            }
        )
        for b in facts.legal_bases
    ]
    return _filled(record)


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _limit_record(limit: Limit | None) -> dict[str, str] | None:
    return {"quantity": f"{limit.quantity.normalize():f}", "unit": limit.unit.value} if limit else None


def _channel_record(channel: Channel) -> dict[str, Any]:
    fees = [
        _filled(
            {
                "kind": fee.kind.value,
                "text": fee.verbatim,
                "amount": None if fee.amount is None else f"{fee.amount.normalize():f}",
                "currency": fee.currency if fee.currency != "VND" else "",
                "note": fee.note,
            }
        )
        for fee in channel.fees
    ]
    return _filled(
        {
            "kind": channel.kind.value,
            "limit": _limit_record(channel.limit),
            "limit_text": channel.limit_verbatim,
            "fees": fees,
        }
    )


def _case_record(case: DocumentCase) -> dict[str, Any]:
    documents = [
        _filled(
            {
                "name": document.name,
                "forms": list(document.forms),
                "originals": document.originals,
                "copies": document.copies,
                "digital": document.digital_allowed,
            }
        )
        for document in case.documents
    ]
    return _filled({"title": case.title, "documents": documents})


def read(record: Mapping[str, Any]) -> Draft:
    """The draft of a record of this shape. Raises RejectedRecordError."""
    fields = Fields(record)
    code = codes.code_of(fields)
    title = codes.title_of(fields, code)
    try:
        facts = _facts(record, code, title)
    except (ValueError, TypeError, AttributeError, KeyError, InvalidOperation) as error:
        sentence = f"Bản ghi dữ kiện của thủ tục {code} có giá trị không đọc được."
        raise RejectedRecordError(Reason.UNREADABLE, sentence, code) from error
    return Draft(Shape.FACTS, facts, _outcomes(facts), _CARRIED)


def _facts(record: Mapping[str, Any], code: str, title: str) -> ProcedureFacts:
    texts: dict[str, Any] = {name: text_of(record.get(name)) for name in _TEXTS}
    words: dict[str, Any] = {name: tuple(map(text_of, record.get(name) or ())) for name in _WORDS}
    return ProcedureFacts(
        code=code,
        title=title,
        levels=tuple(Level(level) for level in record.get("levels") or ()),
        audiences=tuple(Audience(audience) for audience in record.get("audiences") or ()),
        legal_limit=_limit(record.get("limit")),
        channels=tuple(_channel(channel) for channel in record.get("channels") or ()),
        document_cases=tuple(_case(case) for case in record.get("document_cases") or ()),
        results=tuple(
            Result(text_of(item.get("name")), text_of(item.get("code"))) for item in record.get("results") or ()
        ),
        legal_bases=tuple(_basis(item) for item in record.get("legal_bases") or ()),
        **texts,
        **words,
    )


def _limit(value: Mapping[str, str] | None) -> Limit | None:
    return Limit(Decimal(value["quantity"]), LimitUnit(value["unit"])) if value else None


def _channel(item: Mapping[str, Any]) -> Channel:
    return Channel(
        ChannelKind(item["kind"]),
        _limit(item.get("limit")),
        text_of(item.get("limit_text")),
        tuple(_fee(fee) for fee in item.get("fees") or ()),
    )


def _fee(item: Mapping[str, Any]) -> Fee:
    amount = item.get("amount")
    return Fee(
        FeeKind(item["kind"]),
        text_of(item.get("text")),
        None if amount is None else Decimal(str(amount)),
        text_of(item.get("currency")) or "VND",
        text_of(item.get("note")),
    )


def _case(item: Mapping[str, Any]) -> DocumentCase:
    return DocumentCase(
        text_of(item.get("title")), tuple(_document(document) for document in item.get("documents") or ())
    )


def _document(item: Mapping[str, Any]) -> RequiredDocument:
    return RequiredDocument(
        text_of(item["name"]),
        tuple(map(text_of, item.get("forms") or ())),
        _count(item.get("originals")),
        _count(item.get("copies")),
        item.get("digital") is True or None,
    )


def _count(value: Any) -> int | None:
    return None if value is None else max(0, min(int(value), 9999))


def _basis(item: Mapping[str, Any]) -> LegalBasis:
    issued_on = item.get("issued_on")
    return LegalBasis(
        text_of(item.get("number")),
        text_of(item.get("title")),
        date.fromisoformat(issued_on) if issued_on else None,
        text_of(item.get("issuer")),
    )


def _outcomes(facts: ProcedureFacts) -> dict[str, Outcome]:
    filled = {
        "limit": facts.legal_limit,
        "fee": [fee for channel in facts.channels for fee in channel.fees],
        "documents": facts.document_cases,
        "channels": facts.channels,
        "levels": facts.levels,
        "audiences": facts.audiences,
        "legal_bases": facts.legal_bases,
        "results": facts.results,
    }
    return {name: Outcome.PARSED if filled[name] else Outcome.EMPTY for name in REPORTED_FIELDS}
