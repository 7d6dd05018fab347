"""How often a limit is read right: against limits that were read off the source text beforehand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.parsing.shapes import detect
from motcua.kernel.limits import Limit, LimitUnit

LIMITS = Path(__file__).parent / "tests" / "fixtures" / "limits-200.jsonl"
"""200 procedures drawn at random over ministries and shapes, with the limit read off the source text beforehand."""
_KINDS = {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Dịch vụ bưu chính"}


@dataclass(frozen=True, slots=True)
class Misread:
    code: str
    expected: Limit | None
    read: Limit | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    checked: int
    misread: tuple[Misread, ...]

    @property
    def share(self) -> float:
        """Of the limits that were checked, the part that was read right; 1 when there was none."""
        return 1.0 if not self.checked else (self.checked - len(self.misread)) / self.checked


def cases() -> list[dict[str, Any]]:
    """The limits read beforehand: code, cells, what prose says of the limit if a cell doesn't, quantity, unit."""
    return [json.loads(line) for line in LIMITS.read_text("utf-8").splitlines()]


def of_fixture() -> Accuracy:
    """The parser on records rebuilt from the fixture's cells."""
    return _compare((case, detect.read(_record(case)).facts) for case in cases())


def of_procedures(known: Mapping[str, ProcedureFacts]) -> Accuracy:
    """What an import of the real records has read, for those of the fixture's procedures that are there."""
    return _compare((case, known[case["code"]]) for case in cases() if case["code"] in known)


def _compare(pairs: Iterable[tuple[Mapping[str, Any], ProcedureFacts]]) -> Accuracy:
    checked = list(pairs)
    misread = (Misread(case["code"], _expected(case), known.legal_limit) for case, known in checked)
    return Accuracy(len(checked), tuple(item for item in misread if item.expected != item.read))


def _expected(case: Mapping[str, Any]) -> Limit | None:
    return Limit(Decimal(case["quantity"]), LimitUnit(case["unit"])) if case["unit"] else None


def _record(case: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        {"hinh_thuc": _KINDS[kind], "thoi_han_giai_quyet": cell, "mo_ta": case.get("description", "")}
        for kind, cell in case["cells"]
    ]
    title = {"mã_thủ_tục": case["code"], "tên_thủ_tục": f"Thủ tục {case['code']}"}
    content = {"trình_tự_thực_hiện": case.get("steps", "")}
    return {"thu_tuc_id": case["code"], "metadata": title, "content": content, "tables": {"hinh_thuc_nop": rows}}
