"""The QR code on the front of an identity card: `id|old id|name|ddmmyyyy|sex|address|ddmmyyyy`."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers.citizens import CitizenId, Sex
from motcua.kernel.text import fold, squeeze

_FIELDS = 7
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_CODE = re.compile(r"[0-9]{12}\|[0-9]*\|[^|\n]+\|.*")
_SENTENCE = "Mã QR này không phải của thẻ căn cước. Hãy quét mã ở mặt trước thẻ, hoặc nhập tay thông tin trên thẻ."


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a card's QR code says. All of it is personal data, so `repr()` hides it.

    `old_id` is "" when the card has none, `born` None when the birth's day isn't known (the year is in
    `citizen_id`), `issued_on` None when the code leaves it out.
    """

    citizen_id: CitizenId = field(repr=False)
    old_id: str = field(repr=False)
    name: str = field(repr=False)
    born: date | None = field(repr=False)
    sex: Sex = field(repr=False)
    address: str = field(repr=False)
    issued_on: date | None = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, demo: bool = False) -> Self:
        """Read what the scanner typed; fields after the seventh (newer cards) are passed over.

        Errors: kernel:identity_card:shape, :name, :sex, :date, and those of `CitizenId.parse`.
        """
        fields = [squeeze(part) for part in text.split("|")]
        if len(fields) < _FIELDS:
            raise _error("shape", f"{len(fields)} fields, not {_FIELDS}")
        number, old_id, name, born, sex, address, issued_on = fields[:_FIELDS]
        if not name:
            raise _error("name", "the name is empty")
        if fold(sex) not in _SEXES:
            raise _error("sex", "the sex is neither male nor female")
        return cls(
            citizen_id=CitizenId.parse(number, demo=demo),
            old_id=old_id,
            name=name,
            born=_read_date(born),
            sex=_SEXES[fold(sex)],
            address=address,
            issued_on=_read_date(issued_on),
        )


def card_code_in(text: str) -> str:
    """The part of a text that a scanner read off a card ("" when none did): scanners type wherever the cursor stands."""
    found = _CODE.search(text)
    return found[0] if found else ""


def _read_date(text: str) -> date | None:
    """`ddmmyyyy`; None for an empty field and for a birth of which only the year is known ("1950", "00001950")."""
    if re.fullmatch(r"|(?:0000)?[0-9]{4}", text):
        return None
    match = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})", text)
    if match is None:
        raise _error("date", "a date isn't written ddmmyyyy")
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise _error("date", "a date isn't in the calendar") from None


def _error(reason: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"kernel:identity_card:{reason}", _SENTENCE, log)
