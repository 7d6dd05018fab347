"""Tax codes (mã số thuế): TT 86/2024/TT-BTC."""

import re
from dataclasses import dataclass, field
from typing import Self

from motcua.kernel.errors import InvalidInputError, MotCuaError
from motcua.kernel.identifiers.citizens import CITIZEN_ID_DIGITS, CitizenId
from motcua.kernel.identifiers.digits import compact

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_DIGITS = 10
_DIGITS_WITH_BRANCH = 13


@dataclass(frozen=True, slots=True)
class TaxCode:
    """Ten digits of an organisation, three more of its branch ("0100109106-001"), or a citizen's identity number.

    Since 1/7/2025 the identity number is the tax code of people and household businesses; being then personal
    data, it is hidden by `repr()`.
    """

    value: str = field(repr=False)
    branch: str = ""

    @classmethod
    def parse(cls, text: str, *, demo: bool = False) -> Self:
        """Read a typed code, with or without blanks and hyphens; `demo` lets identity numbers begin with 000.

        Errors: kernel:tax_code:empty, :characters, :length, :checksum, :branch, :identity.
        """
        digits = compact(text)
        if not digits:
            raise _error("empty", "Hãy nhập mã số thuế, gồm 10, 12 hoặc 13 chữ số.", "nothing was typed")
        if not re.fullmatch(r"[0-9]+", digits):
            sentence = "Mã số thuế chỉ gồm chữ số. Hãy bỏ chữ cái và ký hiệu khác."
            raise _error("characters", sentence, "holds other characters than digits")
        if len(digits) == CITIZEN_ID_DIGITS:
            return cls(_citizen_number(digits, demo=demo))
        if len(digits) not in {_DIGITS, _DIGITS_WITH_BRANCH}:
            sentence = (
                "Mã số thuế có 10 chữ số (chi nhánh: 13), của cá nhân và hộ kinh doanh là số căn cước 12 chữ số; "
                f"số vừa nhập có {len(digits)}."
            )
            raise _error("length", sentence, f"has {len(digits)} digits")
        return cls(_checked(digits[:_DIGITS]), _checked_branch(digits[_DIGITS:]))

    @property
    def is_citizen_id(self) -> bool:
        return len(self.value) == CITIZEN_ID_DIGITS

    def __str__(self) -> str:
        return f"{self.value}-{self.branch}" if self.branch else self.value


def tax_check_digit(first_nine: str) -> int | None:
    """The tenth digit that belongs to nine digits, or None: no code begins so."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_nine, strict=True))
    digit = 10 - total % 11
    return None if digit == 10 else digit  # noqa: PLR2004 - two digits don't fit


def _checked(digits: str) -> str:
    # the serial begins with 0000001, so that ten zeros, whose sum would fit, are no code
    if digits[2:9] == "0000000" or tax_check_digit(digits[:9]) != int(digits[9]):
        sentence = "Mã số thuế này không đúng: chữ số kiểm tra không khớp. Hãy đối chiếu từng chữ số với giấy tờ."
        raise _error("checksum", sentence, "the check digit doesn't fit")
    return digits


def _checked_branch(branch: str) -> str:
    if branch == "000":
        sentence = "Ba chữ số cuối của mã số thuế chi nhánh đi từ 001 đến 999; số vừa nhập là 000."
        raise _error("branch", sentence, "branch 000")
    return branch


def _citizen_number(digits: str, *, demo: bool) -> str:
    try:
        return str(CitizenId.parse(digits, demo=demo))
    except MotCuaError as error:
        sentence = f"Mã số thuế 12 chữ số phải là số căn cước. {error.message_vi}"
        raise _error("identity", sentence, error.log) from error


def _error(reason: str, sentence: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"kernel:tax_code:{reason}", sentence, log)
