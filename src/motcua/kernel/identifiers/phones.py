"""Vietnamese telephone numbers, mobile and landline (numbering plan since 2018)."""

import re
from dataclasses import dataclass, field
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers.digits import compact, grouped

_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
_COUNTRY = re.compile(r"(?:\+|00)84(?=[0-9])0?")
_BARE_COUNTRY = re.compile(r"84(?=[35789][0-9]{8}$|2[0-9]{9}$)")
_PUNCTUATION = re.compile(r"[()/]")
_BIG_CITIES = ("024", "028")  # Hà Nội and Thành phố Hồ Chí Minh have area codes of three digits, others of four


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number in its domestic form, "0912345678". It is personal data, so `repr()` hides it."""

    value: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "0912 345 678", "+84 912.345.678", "(024) 3825 3536", "84912345678".

        Errors: kernel:phone_number:empty, :characters, :length, :prefix.
        """
        number = _domestic(_PUNCTUATION.sub("", compact(text)))
        if not number:
            raise _error("empty", "Hãy nhập số điện thoại, ví dụ 0912 345 678.", "nothing was typed")
        if not re.fullmatch(r"[0-9]+", number):
            sentence = "Số điện thoại chỉ gồm chữ số, có thể có +84 ở đầu. Hãy bỏ các ký tự khác."
            raise _error("characters", sentence, "holds other characters than digits")
        if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
            return cls(number)
        raise _unfit(number)

    @property
    def is_mobile(self) -> bool:
        """Whether it takes short messages."""
        return _MOBILE.fullmatch(self.value) is not None

    @property
    def formatted(self) -> str:
        """For the eye: "0912 345 678", "024 3825 3536", "0293 3878 888"."""
        if self.is_mobile:
            return grouped(self.value, 4, 3)
        return grouped(self.value, 3 if self.value.startswith(_BIG_CITIES) else 4, 4)

    @property
    def international(self) -> str:
        """As E.164 writes it: "+84912345678"."""
        return "+84" + self.value[1:]

    @property
    def masked(self) -> str:
        """For screens that others may see: "•••••••678"."""
        return "•" * (len(self.value) - 3) + self.value[-3:]

    def __str__(self) -> str:
        return self.value


def _domestic(number: str) -> str:
    """The country's code in its three spellings becomes the leading 0."""
    national = _COUNTRY.sub("0", number, count=1) if number.startswith(("+", "00")) else number
    return "0" + number[2:] if _BARE_COUNTRY.match(number) else national


def _unfit(number: str) -> InvalidInputError:
    if not number.startswith(("02", "03", "05", "07", "08", "09")):
        sentence = "Số điện thoại bắt đầu bằng 03, 05, 07, 08, 09 (di động) hoặc 02 (cố định). Hãy kiểm tra lại đầu số."
        return _error("prefix", sentence, "no mobile or landline prefix")
    wanted = "cố định có 11 chữ số kể cả mã vùng" if number.startswith("02") else "di động có 10 chữ số"
    sentence = f"Số điện thoại {wanted}; số vừa nhập có {len(number)}."
    return _error("length", sentence, f"has {len(number)} digits")


def _error(reason: str, sentence: str, log: str) -> InvalidInputError:
    return InvalidInputError(f"kernel:phone_number:{reason}", sentence, log)
