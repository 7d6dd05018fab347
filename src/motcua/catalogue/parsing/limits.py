"""Time limits: a cell ("5 Ngày làm việc", "15", "Không có thông tin") and what the prose beside it says.

A range or several quantities in one cell give the longest: the law allows so much at most. "Giờ" is read as working
hours, the unit of the catalogue (there is no other hour in it); weeks become calendar days, years months.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.catalogue.parsing.text import is_silent
from motcua.catalogue.rules import longest
from motcua.kernel.limits import Limit, LimitUnit

_UNITS = (
    (r"giờ(?:\s*\(?\s*(?:làm\s+việc|hành\s+chính)\)?)?", LimitUnit.WORKING_HOURS, Fraction(1)),
    (r"phút", LimitUnit.WORKING_HOURS, Fraction(1, 60)),
    (r"ngày\s*\(?\s*(?:làm\s+việc|hành\s+chính|công)\b\)?", LimitUnit.WORKING_DAYS, Fraction(1)),
    (r"ngày", LimitUnit.CALENDAR_DAYS, Fraction(1)),
    (r"tuần", LimitUnit.CALENDAR_DAYS, Fraction(7)),
    (r"tháng", LimitUnit.MONTHS, Fraction(1)),
    (r"năm", LimitUnit.MONTHS, Fraction(12)),
)
_UNIT = "|".join(f"(?P<u{index}>{pattern})" for index, (pattern, _, _) in enumerate(_UNITS))
_DIGIT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mốt": 1,
}  # fmt: skip
_WORD_NUMBER = r"(?:(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\s+mươi(?:\s+(?:mốt|hai|ba|bốn|tư|lăm|sáu|bảy|bẩy|tám|chín))?|mười(?:\s+(?:một|hai|ba|bốn|lăm|sáu|bảy|bẩy|tám|chín))?|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?|[1-9]/[2-9]"
_QUANTITY = re.compile(
    rf"""(?<![\d/.,\-])(?<!\bsố\s)(?<!ngày\s)(?<!tháng\s)(?<!quý\s)(?<!điều\s)(?<!khoản\s)(?<!thứ\s)
    (?:(?P<low>{_NUMBER})\s*(?:-|–|đến|tới)\s*)?
    (?:(?P<digits>{_NUMBER})\s*(?:\(\s*[^()\d]{{1,40}}\)\s*)?
      |\(\s*(?P<bracketed>{_NUMBER})\s*\)\s*
      |\b(?P<words>{_WORD_NUMBER})\s+(?:\(\s*(?P<echo>\d{{1,4}})\s*\)\s*)?)
    (?:{_UNIT})(?!\w)(?!\s*\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_SAME_DAY = re.compile(
    r"trong\s+(?:cùng\s+)?ngày(?:\s+làm\s+việc)?(?!\s+(?:làm\s+việc\s+)?(?:tiếp|kế|sau|nghỉ|lễ|\d))(?!\s*\d)"
    r"|ngay\s+(?:sau\s+)?khi\s+(?:[^.;:\n]{0,80}?\s)?(?:tiếp\s+)?nhận|(?:cấp|giải\s+quyết|trả\s+kết\s+quả|trả|thực\s+hiện)\s+ngay\b|^\s*ngay\s*\.?\s*$",
    re.IGNORECASE,
)
_NEXT_DAY_AFTER_THREE = re.compile(r"sau\s+15\s*(?:giờ|h)[^.;\n]{0,120}?ngày\s+làm\s+việc\s+(?:tiếp|kế)", re.IGNORECASE)
_LARGEST = 9999
"""Of any unit: more is a slip of the keys."""
_BARE = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*")


@dataclass(frozen=True, slots=True)
class Stated:
    """A limit, where in the text it stands."""

    limit: Limit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LimitCell:
    """What a limit cell says: a limit, or a number whose unit is missing, or neither."""

    verbatim: str
    limit: Limit | None = None
    bare: Decimal | None = None


def read_cell(text: str) -> LimitCell:
    """Read the cell of a table. Never raises."""
    verbatim = text.strip()
    if is_silent(verbatim):
        return LimitCell(verbatim)
    bare = _BARE.fullmatch(verbatim)
    if bare is not None:
        return LimitCell(verbatim, bare=Decimal(bare[1].replace(",", ".")))
    limit = longest(stated.limit for stated in quantities(verbatim))
    if limit is None and says_same_day(verbatim):
        limit = Limit.same_day()
    return LimitCell(verbatim, limit)


def quantities(text: str) -> Iterator[Stated]:
    """Every quantity of time that the text names, in order: dates, "0 ngày" and half months are none."""
    for match in _QUANTITY.finditer(text):
        limit = _limit(match)
        if limit is not None:
            yield Stated(limit, match.start(), match.end())


def says_same_day(text: str) -> bool:
    """True when the text says so: "trong ngày làm việc", "ngay sau khi nhận đủ hồ sơ", or by the rule of 15:00."""
    return _SAME_DAY.search(text) is not None or says_next_day_after_three(text)


def says_next_day_after_three(text: str) -> bool:
    """True when what is received after 15:00 is answered on the next working day: what comes before, on the same."""
    return _NEXT_DAY_AFTER_THREE.search(text) is not None


def unit_from(number: Decimal, prose: str) -> Limit | None:
    """The limit of a number without a unit, when the prose names that number with one unit only."""
    named = {stated.limit for stated in quantities(prose) if stated.limit.quantity == number}
    return named.pop() if len(named) == 1 else None


def _limit(match: re.Match[str]) -> Limit | None:
    number = _number(match)
    unit, factor = next((unit, factor) for index, (_, unit, factor) in enumerate(_UNITS) if match[f"u{index}"])
    quantity = number * factor
    if not 0 < quantity <= _LARGEST or (unit is LimitUnit.MONTHS and quantity.denominator != 1):
        return None
    return Limit(round(Decimal(quantity.numerator) / quantity.denominator, 2).normalize() + 0, unit)


def _number(match: re.Match[str]) -> Fraction:
    written = match["digits"] or match["bracketed"] or match["echo"]
    if written:
        return Fraction(written.replace(",", "."))
    return Fraction(_word_number(match["words"].lower().split()))


def _word_number(words: list[str]) -> int:
    if words[0] == "mười":
        return 10 + sum(_DIGIT_WORDS[word] for word in words[1:])
    if "mươi" in words:
        return 10 * _DIGIT_WORDS[words[0]] + sum(_DIGIT_WORDS[word] for word in words[2:])
    return _DIGIT_WORDS[words[0]]
