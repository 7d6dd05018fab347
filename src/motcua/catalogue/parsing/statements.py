"""The limit that prose states, when the table's cell leaves it out.

Descriptions tell of several periods: of the whole procedure, of its stages, of a refusal, of a supplement. Only what is
said of the whole counts; stages that follow each other are not added up, since the source doesn't say that nothing
passes between them.
"""

import itertools
import re
from decimal import Decimal

from motcua.catalogue.parsing import limits
from motcua.catalogue.parsing.limits import LimitCell, Stated
from motcua.catalogue.rules import longest
from motcua.kernel.limits import Limit

_BREAK = re.compile(r"[.;\n](?=\s|$)|\n|(?<=\s)[-+•*](?=\s)")
_ASIDE = re.compile(
    r"(?:không|chưa)\s+(?:hợp\s+lệ|đầy\s+đủ|đủ|đảm\s+bảo|đúng|bảo\s+đảm|cấp|đồng\s+ý|chấp\s+thuận|đáp\s+ứng|đạt|tính)|bổ\s+sung|hoàn\s+thiện|từ\s+chối|"
    r"trả\s+lại|kéo\s+dài|gia\s+hạn\s+thêm|tăng\s+thêm|giá\s+trị|hiệu\s+lực|lưu\s+(?:giữ|trữ)|ít\s+nhất|tối\s+thiểu|nộp\s+(?:phí|lệ\s+phí|tiền)|"
    r"thanh\s+toán|niêm\s+yết|khiếu\s+nại|trước\s+(?:khi|ngày)|phức\s+tạp",
    re.IGNORECASE,
)
_BEFORE_SOMETHING = re.compile(r"\s*,?\s*trước\b", re.IGNORECASE)
_ANCHOR = re.compile(
    r"\s*[,(]?\s*(?:được\s+tính\s+)?(?:kể\s+từ|tính\s+từ|sau\s+khi|từ\s+(?:ngày|khi|thời\s+điểm))([^,.;:\n]{0,90})",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"kết\s+quả|kết\s+thúc|ý\s+kiến|hoàn\s+thành|thẩm\s+định|kiểm\s+tra|biên\s+bản|nghiệm\s+thu|quyết\s+định|phê\s+duyệt|trình\b|thông\s+qua|hết\s+hạn",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:thời\s+(?:hạn|gian|giạn)(?:\s+tối\s+đa)?\s+(?:giải\s+quyết|xử\s+lý|thực\s+hiện|trả\s+kết\s+quả))[^.;\n\d]{0,80}",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+và\s+", re.IGNORECASE)


def resolve(cell: LimitCell, description: str, steps: str) -> Limit | None:
    """The limit of a channel: its cell, else its description, else the unit or the rule of 15:00 that the steps give."""
    if cell.limit is not None:
        return cell.limit
    stated = read(description)
    if stated is not None:
        return stated
    if cell.bare is not None and cell.bare > 1:
        return limits.unit_from(cell.bare, f"{description}\n{steps}")
    if limits.says_next_day_after_three(steps) and cell.bare == Decimal(1):
        return Limit.same_day()
    return None


def read(prose: str) -> Limit | None:
    """The limit that the prose states of the whole procedure, or None: it states none, or only stages."""
    found = list(limits.quantities(prose))
    if _is_compound(prose, found):
        return None
    labelled = _labelled(prose, found)
    if labelled:
        return longest(stated.limit for stated in labelled)
    kept = [stated for stated in found if not _is_aside(prose, stated)]
    if any(_is_stage(prose, stated) for stated in kept):
        return None
    if kept:
        return longest(stated.limit for stated in kept)
    return Limit.same_day() if limits.says_same_day(prose) else None


def _labelled(prose: str, found: list[Stated]) -> list[Stated]:
    """The quantities that stand right behind "Thời hạn giải quyết"."""
    ends = {label.end() for label in _LABEL.finditer(prose)}
    return [stated for stated in found if stated.start in ends and not _is_stage(prose, stated)]


def _is_compound(prose: str, found: list[Stated]) -> bool:
    """True of "06 ngày làm việc và 30 ngày": two units follow each other and can't be one limit."""
    return any(
        _AND.fullmatch(prose, first.end, second.start) is not None for first, second in itertools.pairwise(found)
    )


def _is_aside(prose: str, stated: Stated) -> bool:
    """True of the time for a supplement, a refusal, an extension, a paper's validity, or before something."""
    breaks = [mark.end() for mark in _BREAK.finditer(prose, 0, stated.start)]
    lead = prose[breaks[-1] if breaks else 0 : stated.start]
    return _ASIDE.search(lead) is not None or _BEFORE_SOMETHING.match(prose, stated.end) is not None


def _is_stage(prose: str, stated: Stated) -> bool:
    anchor = _ANCHOR.match(prose, stated.end)
    return anchor is not None and _STAGE.search(anchor[1]) is not None
