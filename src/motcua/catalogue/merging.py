"""Has a procedure changed? Pure comparison of what is known with what a record says."""

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from motcua.catalogue.facts import Channel, Fee, ProcedureFacts
from motcua.catalogue.parsing.draft import Draft
from motcua.catalogue.parsing.shapes import factsfile
from motcua.catalogue.vocabulary import Shape


def record_digest(record: Any) -> str:
    """SHA-256 of a record as it came, whatever the order of its fields and its white space."""
    return _sha256(json.dumps(record, sort_keys=True, ensure_ascii=True, separators=(",", ":")))


def facts_digest(facts: ProcedureFacts) -> str:
    """SHA-256 of what a procedure says: the order of its lists and the spelling of what was understood don't matter."""
    return _sha256(json.dumps(canonical(facts), ensure_ascii=True, separators=(",", ":")))


def merged(known: ProcedureFacts, draft: Draft) -> ProcedureFacts:
    """The next state of a procedure: what the record carries, and what is known of everything else.

    Where both say the same the known wording stays, so that a record of another shape that agrees changes nothing. A
    fee that a person verified keeps its amount for as long as the source says the same of it.
    """
    says = replace(draft.facts, channels=_with_verified_fees(known, draft.facts))
    as_carried = factsfile.project(known) if draft.shape is Shape.FACTS else known
    kept = {
        item.name: getattr(known, item.name)
        for item in fields(ProcedureFacts)
        if item.name not in draft.carried
        or canonical(getattr(as_carried, item.name)) == canonical(getattr(says, item.name))
    }
    return replace(says, **kept)


def _with_verified_fees(known: ProcedureFacts, says: ProcedureFacts) -> tuple[Channel, ...]:
    verified = {_wording(channel, fee): fee for channel in known.channels for fee in channel.fees if fee.verified}
    return tuple(
        replace(channel, fees=tuple(verified.get(_wording(channel, fee), fee) for fee in channel.fees))
        for channel in says.channels
    )


def _wording(channel: Channel, fee: Fee) -> tuple[str, ...]:
    return (channel.kind, fee.kind, fee.verbatim, fee.note)


def canonical(value: Any) -> Any:
    """Plain JSON in which equal things are equal: lists sorted, spaces squeezed, wording left out where it was understood."""
    if isinstance(value, tuple):
        return sorted((canonical(item) for item in value), key=repr)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: canonical(getattr(value, item.name))
            for item in fields(value)
            if item.name not in _unheeded(value)
        }
    return _plain(value)


def _unheeded(value: Any) -> set[str]:
    """Fields that make no difference."""
    if isinstance(value, Channel):
        return {"limit_verbatim"} if value.limit is not None else set()
    if isinstance(value, Fee):
        return {"verified", "verified_by", "verified_at", "id"} | ({"verbatim"} if value.amount is not None else set())
    return set()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return " ".join(str(value).split())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
