"""From a record of the crawl, of split tables or of the portal's service to facts. Never raises but `RejectedRecordError`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue import rules
from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.parsing import channels, codes, documents, legal, results, words
from motcua.catalogue.parsing.draft import Draft, Outcome
from motcua.catalogue.parsing.shapes import tables
from motcua.catalogue.parsing.shapes.fields import Fields
from motcua.catalogue.parsing.text import is_silent, said
from motcua.catalogue.vocabulary import Shape

_NAMES: Mapping[str, tuple[str, ...]] = {
    "field": ("linhvuc", "linhvucthuchien", "tenlinhvuc"),
    "levels": ("capthuchien", "cap", "capthutuc", "capgiaiquyet"),
    "audiences": ("doituongthuchien", "doituong"),
    "decision_number": ("soquyetdinh", "quyetdinhcongbo", "soquyetdinhcongbo"),
    "kind": ("loaithutuc", "loaitthc"),
    "ministry": ("ministry", "bonganh", "tenbonganh"),
    "implementing_agencies": ("coquanthuchien", "coquantructiepthuchien", "donvithuchien"),
    "deciding_agencies": ("coquancothamquyen", "coquanquyetdinh", "coquancothamquyenquyetdinh"),
    "authorised_agencies": ("coquanduocuyquyen", "coquanuyquyen"),
    "coordinating_agencies": ("coquanphoihop",),
    "receiving_address": ("diachitiepnhan", "diachitiepnhanhs", "diachitiepnhanhoso", "noitiepnhan"),
    "keywords": ("tukhoa",),
    "description": ("mota",),
    "steps_text": ("trinhtuthuchien", "trinhtu"),
    "conditions_text": ("yeucaudieukien", "yeucau", "yeucaudieukienthuchien", "dieukien"),
    "channels": ("hinhthucnop", "cachthucthuchien", "kenhthuchien"),
    "document_cases": ("thanhphanhoso", "giayto"),
    "legal_bases": ("cancuphaply", "cancu"),
    "results": ("ketquaxuly", "ketquathuchien", "ketqua"),
}
_LARGEST_TABLE = 300_000
"""Characters. The longest cell of a real record has 60,000; a longer one is kept as it is, unread."""


@dataclass(slots=True)
class _Reading:
    """The record being read, and what could not be."""

    fields: Fields
    unparsed: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return said(self.fields.text(*_NAMES[name]))

    def value(self, name: str) -> Any:
        return self.fields.value(*_NAMES[name])

    def settle(self, name: str, read: "tuple[Any, ...] | None") -> tuple[Any, ...]:
        """Note how the field was read, and keep its words when it wasn't."""
        verbatim = self.fields.text(*_NAMES[name])
        reported = "documents" if name == "document_cases" else name
        if read:
            self.outcomes[reported] = Outcome.PARSED
        elif read is None and not is_silent(verbatim):
            self.outcomes[reported] = Outcome.UNPARSED
            self.unparsed[name] = verbatim
        else:
            self.outcomes[reported] = Outcome.EMPTY
        return read or ()


def read(record: Mapping[str, Any], shape: Shape) -> Draft:
    """The draft of a record. Raises RejectedRecordError: no usable code or title, or the page of another procedure."""
    reading = _Reading(_fields(record))
    code = codes.code_of(reading.fields)
    title = codes.title_of(reading.fields, code)
    facts = _facts(reading, code, title)
    reading.outcomes["limit"] = _limit_outcome(facts)
    reading.outcomes["fee"] = _fee_outcome(facts)
    return Draft(shape, facts, reading.outcomes, _carried(reading.fields))


def _fields(record: Mapping[str, Any]) -> Fields:
    """The record's own fields, then those of its parts ("metadata", "content", "tables"); tables before prose."""
    parts = [record[name] for name in ("tables", "metadata", "content") if isinstance(record.get(name), Mapping)]
    return Fields(*parts, record)


def _carried(fields: Fields) -> frozenset[str]:
    carried = {name for name, spellings in _NAMES.items() if fields.has(*spellings)}
    if isinstance(fields.value("ketquaxuly"), str):
        carried |= {"keywords", "description"}
    if "channels" in carried:
        carried.add("legal_limit")
    return frozenset(carried | {"code", "title", "unparsed"})


def _facts(reading: _Reading, code: str, title: str) -> ProcedureFacts:
    steps = reading.text("steps_text")
    read_channels = reading.settle("channels", _channels(reading, steps))
    result_cell = _results(reading)
    return ProcedureFacts(
        code=code,
        title=title,
        field=" ".join(reading.text("field").split()),
        levels=reading.settle("levels", words.levels(reading.fields.text(*_NAMES["levels"]))),
        audiences=reading.settle("audiences", words.audiences(reading.fields.text(*_NAMES["audiences"]))),
        decision_number=" ".join(reading.text("decision_number").split()),
        kind=reading.text("kind"),
        ministry=reading.text("ministry"),
        implementing_agencies=words.agencies(reading.text("implementing_agencies")),
        deciding_agencies=words.agencies(reading.text("deciding_agencies")),
        authorised_agencies=words.agencies(reading.text("authorised_agencies")),
        coordinating_agencies=words.agencies(reading.text("coordinating_agencies")),
        receiving_address=reading.text("receiving_address"),
        keywords=results.keywords(reading.text("keywords")) or result_cell.keywords,
        description=reading.text("description") or result_cell.description,
        steps_text=steps,
        conditions_text=reading.text("conditions_text"),
        legal_limit=rules.legal_limit(read_channels),
        channels=read_channels,
        document_cases=reading.settle("document_cases", _documents(reading)),
        results=reading.settle("results", result_cell.results),
        legal_bases=reading.settle("legal_bases", _legal_bases(reading)),
        unparsed=tuple(sorted(reading.unparsed.items())),
    )


def _channels(reading: _Reading, steps: str) -> tuple[Any, ...] | None:
    rows = reading.fields.rows(*_NAMES["channels"])
    if rows is not None:
        return tables.channels(rows, steps)
    text = reading.fields.text(*_NAMES["channels"])
    return channels.split(text, steps) if len(text) <= _LARGEST_TABLE else None


def _documents(reading: _Reading) -> tuple[Any, ...] | None:
    rows = reading.fields.rows(*_NAMES["document_cases"])
    if rows is not None:
        return tables.document_cases(rows) or None
    text = reading.fields.text(*_NAMES["document_cases"])
    return documents.split(text) if len(text) <= _LARGEST_TABLE else None


def _legal_bases(reading: _Reading) -> tuple[Any, ...] | None:
    rows = reading.fields.rows(*_NAMES["legal_bases"])
    if rows is not None:
        return tables.legal_bases(rows) or None
    text = reading.fields.text(*_NAMES["legal_bases"])
    if len(text) > _LARGEST_TABLE:
        return None
    flattened = legal.split(text)
    return flattened if flattened is not None else legal.split_lines(text)


def _results(reading: _Reading) -> results.ResultCell:
    rows = reading.fields.rows(*_NAMES["results"])
    if rows is not None:
        return results.ResultCell(tables.result_types(rows))
    value = reading.value("results")
    if isinstance(value, str) and len(value) > _LARGEST_TABLE:
        return results.ResultCell(())
    return tables.result_text(value)


def _limit_outcome(facts: ProcedureFacts) -> Outcome:
    if facts.legal_limit is not None:
        return Outcome.PARSED
    stated = any(channel.limit_verbatim for channel in facts.channels)
    return Outcome.UNPARSED if stated or "channels" in dict(facts.unparsed) else Outcome.EMPTY


def _fee_outcome(facts: ProcedureFacts) -> Outcome:
    charged = [fee for channel in facts.channels for fee in channel.fees]
    if not charged:
        return Outcome.UNPARSED if "channels" in dict(facts.unparsed) else Outcome.EMPTY
    return Outcome.UNPARSED if any(fee.amount is None for fee in charged) else Outcome.PARSED
