"""Whose record is it? The code and title of a procedure, checked."""

from typing import Protocol

from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import ProcedureCode
from motcua.kernel.text import clamp, squeeze

_CODE = ("mathutuc", "matthc", "thutucid", "mathutuchanhchinh", "matt", "code")
_TITLE = ("tenthutuc", "tentthc", "tenthutuchanhchinh", "tentt", "title")
_PAGE = ("pagecode", "matrang")
_LONGEST_TITLE = 4000
"""Characters. The longest real title has 1,094."""


class _Texts(Protocol):
    def text(self, *names: str) -> str: ...


def code_of(fields: _Texts) -> str:
    """The short code. Raises RejectedRecordError when it is missing, no code, or not that of the page."""
    written = squeeze(fields.text(*_CODE))
    if not written:
        raise RejectedRecordError(Reason.NO_CODE, "Bản ghi không có mã thủ tục.")
    code = _short(written)
    if code is None:
        shown = clamp(written, 40)
        raise RejectedRecordError(
            Reason.BAD_CODE, f"“{shown}” không phải mã thủ tục (dạng 1.001193 hoặc 1.001193.000.00.00.H30).", shown
        )
    _check_page(fields, code)
    return code


def _check_page(fields: _Texts, code: str) -> None:
    """A crawl that came too early finds the page of the procedure it had asked for before."""
    asked = _short(squeeze(fields.text("thutucid")))
    page = squeeze(fields.text(*_PAGE))
    other = next((found for found in (_short(page) or page, asked) if found and found != code), None)
    if other is not None:
        raise RejectedRecordError(
            Reason.ANOTHER_PROCEDURES_PAGE,
            f"Bản ghi mang mã {code} nhưng nội dung là trang của thủ tục khác ({clamp(other, 40)}).",
            code,
        )


def title_of(fields: _Texts, code: str) -> str:
    """The title on one line. Raises RejectedRecordError when there is none."""
    title = squeeze(fields.text(*_TITLE))
    if not title:
        raise RejectedRecordError(Reason.NO_TITLE, f"Thủ tục {code} không có tên.", code)
    if len(title) > _LONGEST_TITLE:
        raise RejectedRecordError(
            Reason.BAD_TITLE, f"Tên của thủ tục {code} dài {len(title)} ký tự, không thể là một cái tên.", code
        )
    return title


def _short(written: str) -> str | None:
    try:
        return ProcedureCode.parse(written).value
    except InvalidInputError:
        return None
