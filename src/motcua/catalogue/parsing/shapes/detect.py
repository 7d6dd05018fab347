"""Which shape is this record?"""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.parsing.draft import Draft
from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.catalogue.parsing.shapes import factsfile, records
from motcua.catalogue.parsing.shapes.fields import plain
from motcua.catalogue.vocabulary import Shape

_PORTAL_NAMES = {"matthc", "tentthc", "cachthucthuchien", "linhvucthuchien", "ketquathuchien"}
_CRAWL_NAMES = {"mathutuc", "tenthutuc", "pagecode"}


def shape_of(record: Mapping[str, Any]) -> Shape | None:
    """The shape of a record by the names of its fields, None when they are those of no procedure."""
    if str(record.get("format", "")).startswith("motcua.catalogue-facts/"):
        return Shape.FACTS
    names = {plain(str(name)) for name in record}
    if "tables" in names and names & {"metadata", "content", "thutucid"}:
        return Shape.SPLIT_TABLES
    if names & _CRAWL_NAMES:
        return Shape.CRAWL
    if names & _PORTAL_NAMES:
        return Shape.PORTAL_SERVICE
    return None


def read(record: Any) -> Draft:
    """The draft of a record of any known shape. Raises RejectedRecordError."""
    if not isinstance(record, Mapping):
        raise RejectedRecordError(Reason.NOT_AN_OBJECT, "Bản ghi không phải là một đối tượng JSON.")
    shape = shape_of(record)
    if shape is None:
        raise RejectedRecordError(
            Reason.UNKNOWN_SHAPE, "Không nhận ra bản ghi của thủ tục nào: thiếu các trường quen thuộc."
        )
    return factsfile.read(record) if shape is Shape.FACTS else records.read(record, shape)
