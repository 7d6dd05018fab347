"""Whom the centre serves. Pure: what was typed becomes checked facts, or a sentence at its field."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from motcua.kernel.errors import InvalidInputError, MotCuaError
from motcua.kernel.identifiers import CitizenId, PhoneNumber, TaxCode
from motcua.kernel.text import squeeze

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_EMAIL = 200, 300, 200
_OLDEST_YEARS = 130
_PAPER_NUMBER = (5, 20)
"""Fewest and most characters of a passport's or another paper's number."""
_DATE_PART = re.compile("[0-9]{1,4}")


class PartyKind(IntEnum):
    """LoaiDoiTuong of the national synchronisation."""

    CITIZEN = 1
    BUSINESS = 2
    AGENCY = 3
    OTHER = 4


class NumberKind(StrEnum):
    """Which number tells a party from all others."""

    CITIZEN_ID = "citizen_id"
    TAX_CODE = "tax_code"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What is known of a party, checked. All of it is personal data, so `repr()` hides it."""

    kind: PartyKind
    name: str = field(repr=False)
    number_kind: NumberKind | None = field(default=None, repr=False)
    number: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


class PartyFieldsError(InvalidInputError):
    """Something typed about a party is not right; `fields` has a sentence for each field (name → sentence)."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("accounts:party:fields", " ".join(fields.values()), f"not right: {', '.join(sorted(fields))}")
        self.fields = dict(fields)


def read_party(typed: Mapping[str, str], *, today: date, demo: bool) -> PartyFacts:
    """Check what was typed: kind ("1".."4"), name, number, born_on (ISO or d/m/yyyy), phone, email, address.

    Raises:
        PartyFieldsError: with every field that isn't right, not only the first.
    """
    wrong: dict[str, str] = {}

    def take(name: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(squeeze(typed.get(name) or ""))
        except MotCuaError as error:
            wrong[name] = error.message_vi
            return None

    kind = take("kind", _kind) or PartyKind.CITIZEN
    name = take("name", lambda text: _text(text, "name", LONGEST_NAME, _name_missing(kind)))
    number_kind, number = take("number", lambda text: _number(text, kind, demo=demo)) or (None, "")
    born_on = take("born_on", lambda text: _born_on(text, today))
    phone = take("phone", lambda text: str(PhoneNumber.parse(text)) if text else "")
    email = take("email", _email)
    address = take("address", lambda text: _text(text, "address", LONGEST_ADDRESS, ""))
    if wrong:
        raise PartyFieldsError(wrong)
    return PartyFacts(kind, name, number_kind, number, born_on, phone, email, address)


def _name_missing(kind: PartyKind) -> str:
    return "Hãy nhập họ và tên như trên thẻ căn cước." if kind is PartyKind.CITIZEN else "Hãy nhập tên của tổ chức."


def _kind(text: str) -> PartyKind:
    if text not in {str(kind.value) for kind in PartyKind}:
        raise _error("kind", "Hãy chọn người nộp là công dân, doanh nghiệp, cơ quan hay tổ chức khác.", "unknown kind")
    return PartyKind(int(text))


def _text(text: str, subject: str, longest: int, missing: str) -> str:
    if not text and missing:
        raise _error(subject, missing, "nothing was typed")
    if len(text) > longest:
        raise _error(subject, f"Phần này dài nhất {longest} ký tự; vừa nhập {len(text)}.", f"{len(text)} characters")
    return text


def _number(text: str, kind: PartyKind, *, demo: bool) -> tuple[NumberKind | None, str]:
    if not text:
        return None, ""
    if kind is PartyKind.CITIZEN:
        if any(character.isalpha() for character in text):
            return NumberKind.OTHER, _paper_number(text)
        return NumberKind.CITIZEN_ID, str(CitizenId.parse(text, demo=demo))
    # a household business has its owner's identity number as tax code: the two stay two parties
    return NumberKind.TAX_CODE, str(TaxCode.parse(text, demo=demo))


def _paper_number(text: str) -> str:
    """A passport's number: letters and digits."""
    compact = "".join(text.split()).upper()
    fewest, most = _PAPER_NUMBER
    if not (compact.isascii() and compact.isalnum() and fewest <= len(compact) <= most):
        sentence = f"Số hộ chiếu gồm chữ cái và chữ số, từ {fewest} đến {most} ký tự. Số căn cước chỉ gồm 12 chữ số."
        raise _error("number", sentence, "neither an identity number nor a passport's")
    return compact


def _born_on(text: str, today: date) -> date | None:
    if not text:
        return None
    day = next(_dates(text), None)
    if day is None:
        raise _error(
            "born_on",
            "Ngày sinh có dạng ngày/tháng/năm, ví dụ 05/09/1985; ngày vừa nhập không có trong lịch.",
            "no date",
        )
    if day > today:
        raise _error("born_on", "Ngày sinh không thể sau hôm nay.", "born in the future")
    if today.year - day.year > _OLDEST_YEARS:
        raise _error(
            "born_on", f"Ngày sinh cách nay hơn {_OLDEST_YEARS} năm. Hãy kiểm tra lại năm.", "born too long ago"
        )
    return day


def _dates(text: str) -> Iterator[date]:
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 3 and all(_DATE_PART.fullmatch(part) for part in parts):  # noqa: PLR2004 - day, month, year
        numbers = [int(part) for part in parts]
        year, month, day = numbers if len(parts[0]) == 4 else numbers[::-1]  # noqa: PLR2004 - digits of a year
        try:
            yield date(year, month, day)
        except ValueError:
            return


def _email(text: str) -> str:
    if not text:
        return ""
    local, at, domain = text.rpartition("@")
    if (
        not at
        or not local
        or "." not in domain.strip(".")
        or any(c.isspace() for c in text)
        or len(text) > LONGEST_EMAIL
    ):
        raise _error(
            "email", "Thư điện tử có dạng ten@nhacungcap.vn. Hãy kiểm tra lại, hoặc để trống.", "not an address"
        )
    return text


def _error(reason: str, message_vi: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"accounts:party:{reason}", message_vi, log)
