"""What an import did, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.catalogue.parsing.draft import REPORTED_FIELDS, Outcome

FIELD_NAMES = {
    "limit": _("Thời hạn"),
    "fee": _("Phí, lệ phí"),
    "documents": _("Thành phần hồ sơ"),
    "channels": _("Cách thức thực hiện"),
    "levels": _("Cấp thực hiện"),
    "audiences": _("Đối tượng"),
    "legal_bases": _("Căn cứ pháp lý"),
    "results": _("Kết quả"),
}


@dataclass(frozen=True, slots=True)
class Rejection:
    record_number: int
    code: str
    reason: str
    sentence: str
    excerpt: str = ""
    shape: str = ""


@dataclass(slots=True)
class ImportReport:
    """The counts of one file. read = created + changed + unchanged + rejected."""

    file_name: str
    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    trouble: str = ""
    """Why the file could not be read at all."""
    rejections: list[Rejection] = field(default_factory=list)
    fields: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in REPORTED_FIELDS})

    @property
    def rejected(self) -> int:
        return len(self.rejections)

    def count(self, outcomes: Mapping[str, Outcome]) -> None:
        for name, outcome in outcomes.items():
            self.fields[name][outcome.value] += 1

    def field_counts(self) -> dict[str, dict[str, int]]:
        """Field → parsed, empty, unparsed; each field's three add up to the records that were not rejected."""
        return {
            name: {outcome.value: counts[outcome.value] for outcome in Outcome} for name, counts in self.fields.items()
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.file_name,
            "trouble": self.trouble,
            "read": self.read,
            "new_procedures": self.created,
            "new_versions": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "rejections": [
                {"record": item.record_number, "code": item.code, "reason": item.reason, "sentence": item.sentence}
                for item in self.rejections
            ],
            "fields": self.field_counts(),
        }

    def lines(self) -> Iterable[str]:
        """The report as people read it, in Vietnamese."""
        yield f"Tệp {self.file_name}"
        if self.trouble:
            yield f"  Không đọc được: {self.trouble}"
            return
        yield f"  Đã đọc {self.read} bản ghi: {self.created} thủ tục mới, {self.changed} phiên bản mới,"
        yield f"  {self.unchanged} không đổi, {self.rejected} bị từ chối."
        yield "  Trường                 đọc được   để trống   chưa tách được"
        for name, counts in self.field_counts().items():
            yield f"  {FIELD_NAMES[name]!s:<22} {counts['parsed']:>8}   {counts['empty']:>8}   {counts['unparsed']:>14}"
        for item in self.rejections:
            where = f"bản ghi {item.record_number}" + (f", mã {item.code}" if item.code else "")
            yield f"  Từ chối {where}: {item.sentence}"
