"""Codes of the national database of procedures: procedures, kinds of results."""

import re
from dataclasses import dataclass
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.text import squeeze

_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}))?")
_RESULT_TYPE = re.compile(r"KQ\.[A-Z][0-9]{2}\.[0-9]{6}")


@dataclass(frozen=True, slots=True, order=True)
class ProcedureCode:
    """A digit, a dot, six digits ("1.001193"); the long form names the agency too: "1.001193.000.00.00.H30"."""

    value: str
    agency: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read either form. Error: kernel:procedure_code:shape."""
        match = _PROCEDURE.fullmatch(squeeze(text).upper())
        if match is None:
            sentence = "Mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193."
            raise InvalidInputError("kernel:procedure_code:shape", sentence, "not a procedure code")
        return cls(match[1], match[2] or "")

    def __str__(self) -> str:
        return f"{self.value}.{self.agency}" if self.agency else self.value


@dataclass(frozen=True, slots=True, order=True)
class ResultTypeCode:
    """KQ, the agency that keeps the kind of result, a number: "KQ.G15.000031"."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code in any case. Error: kernel:result_type_code:shape."""
        value = squeeze(text).upper()
        if not _RESULT_TYPE.fullmatch(value):
            sentence = "Mã loại kết quả có dạng KQ.G15.000031: chữ KQ, mã cơ quan và sáu chữ số."
            raise InvalidInputError("kernel:result_type_code:shape", sentence, "not a result type code")
        return cls(value)

    def __str__(self) -> str:
        return self.value
