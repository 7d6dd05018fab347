"""The limit that prose states, when the table's cell leaves it out.

Descriptions tell of several periods: of the whole procedure, of its stages, of a refusal, of a supplement. Only what is
said of the whole counts; stages that follow each other are not added up, since the source doesn't say that nothing
passes between them.
"""

import itertools
import re
from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache

from motcua.catalogue.parsing import limits
from motcua.catalogue.parsing.limits import LimitCell, Stated
from motcua.catalogue.rules import longest
from motcua.kernel.limits import Limit

_BREAK = re.compile(r"[.;\n](?=\s|$)|\n|(?<=\s)[-+•*](?=\s)")
_ASIDE = re.compile(
    r"(?:không|chưa)\s+(?:hợp\s+lệ|đầy\s+đủ|đủ|đảm\s+bảo|đúng|bảo\s+đảm|cấp|đồng\s+ý|chấp\s+thuận|đáp\s+ứng|đạt|tính)|bổ\s+sung|hoàn\s+thiện|từ\s+chối|"
    r"trả\s+lại|kéo\s+dài|gia\s+hạn\s+thêm|tăng\s+thêm|giá\s+trị|hiệu\s+lực|lưu\s+(?:giữ|trữ)|ít\s+nhất|tối\s+thiểu|nộp\s+(?:phí|lệ\s+phí|tiền)|"
    r"thanh\s+toán|(?<!không\s)quá\s*$|niêm\s+yết|khiếu\s+nại|trước\s+(?:khi|ngày)|phức\s+tạp",
    re.IGNORECASE,
)
_TELLS_WHAT_IS_MISSING = re.compile(r"thông\s+báo.{0,60}(?:bổ\s+sung|hoàn\s+thiện|không\s+hợp\s+lệ)", re.IGNORECASE)
_BEFORE_SOMETHING = re.compile(r"\s*,?\s*trước\b", re.IGNORECASE)
_ANCHOR = re.compile(
    r"\s*[,(]?\s*(?:được\s+tính\s+)?(?:kể\s+từ|tính\s+từ|sau\s+khi|từ\s+(?:ngày|khi|thời\s+điểm))([^,.;:\n]{0,90})",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"kết\s+quả|kết\s+thúc|thực\s+hiện|trình|ý\s+kiến|hoàn\s+thành|thẩm\s+định|kiểm\s+tra|biên\s+bản|nghiệm\s+thu|quyết\s+định|phê\s+duyệt|trình\b|thông\s+qua|ngày\s+thông\s+báo|hết\s+hạn",
    re.IGNORECASE,
)
_STAGE_LABEL = re.compile(
    r"(?:tiếp\s+nhận|thẩm\s+định|xem\s+xét|kiểm\s+tra|lấy\s+ý\s+kiến|trình|trả\s+kết\s+quả|thông\s+báo|thành\s+lập)\b[^:\n]{0,160}:\s*(?:\S+\s+){0,4}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:thời\s+(?:hạn|gian|giạn)(?:\s+tối\s+đa)?\s+(?:giải\s+quyết|xử\s+lý|thực\s+hiện))[^.;\n\d]{0,80}",
    re.IGNORECASE,
)
_PRIMARY = re.compile(
    r"\s*(?:ngày|khi|thời\s+điểm|lúc)?[^,]{0,40}?\b(?:nhận|nộp|có|đủ|thụ\s+lý)\b[^,]{0,30}?"
    r"\b(?:hồ\s+sơ|đơn|đề\s+nghị|bản\s+khai|tờ\s+khai|giấy\s+tờ|yêu\s+cầu|văn\s+bản|thụ\s+lý)\b(?!\s+(?:trình|bổ\s+sung|do|của\s+(?:Sở|Bộ|Ủy|UBND|Cục|cơ\s+quan)))",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:cấp|ban\s+hành|quyết\s+định|trả|giải\s+quyết|phê\s+duyệt|công\s+nhận|chấp\s+thuận|xác\s+nhận|đăng\s+ký|ghi\s+vào|công\s+bố|ký)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"bổ\s+sung|hoàn\s+thiện|không\s+hợp\s+lệ|chưa|yêu\s+cầu|lấy\s+ý\s+kiến|chuyển|trình\b|thẩm\s+định|kiểm\s+tra|gửi\s+(?:hồ\s+sơ|văn\s+bản|lấy)|từ\s+chối\s+tiếp\s+nhận|phân\s+công",
    re.IGNORECASE,
)
_APPLICANT = re.compile(
    r"\s*,?\s*(?:doanh\s+nghiệp|người|tổ\s+chức|cá\s+nhân|chủ|hộ|hợp\s+tác\s+xã|bên)\b", re.IGNORECASE
)
_LONGEST_LEAD = 400
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
    return read_steps(steps)


def read_steps(steps: str) -> Limit | None:
    """The limit that the steps state: one period from the dossier's receipt to the result, and no stage beside it.

    Stricter than `read`: steps tell of every hand that a dossier passes through.
    """
    kept = [stated for stated in limits.quantities(steps) if not _is_aside(steps, stated)]
    anchored = [stated for stated in kept if _ANCHOR.match(steps, stated.end) and not _binds_applicant(steps, stated)]
    if any(_is_stage(steps, stated) for stated in anchored):
        return None
    whole = {stated.limit for stated in anchored if _is_primary(steps, stated)}
    resulting = {stated.limit for stated in anchored if _is_primary(steps, stated) and _ends_in_result(steps, stated)}
    return whole.pop() if len(whole) == 1 and whole == resulting else None


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
    return [
        stated
        for stated in found
        if stated.start in ends and not _is_stage(prose, stated) and not _is_aside(prose, stated)
    ]


def _is_compound(prose: str, found: list[Stated]) -> bool:
    """True of "06 ngày làm việc và 30 ngày": two units follow each other and can't be one limit."""
    return any(
        _AND.fullmatch(prose, first.end, second.start) is not None for first, second in itertools.pairwise(found)
    )


def _is_aside(prose: str, stated: Stated) -> bool:
    """True of the time for a supplement, a refusal, an extension, a paper's validity, or before something."""
    if _TELLS_WHAT_IS_MISSING.search(_clause(prose, stated)):
        return True
    return _ASIDE.search(_lead(prose, stated)) is not None or _BEFORE_SOMETHING.match(prose, stated.end) is not None


def _is_stage(prose: str, stated: Stated) -> bool:
    """True of a part of the way: "thẩm định hồ sơ: 50 ngày", "02 ngày kể từ ngày có kết quả kiểm tra"."""
    anchor = _ANCHOR.match(prose, stated.end)
    follows_a_stage = anchor is not None and _PRIMARY.match(anchor[1]) is None and _STAGE.search(anchor[1]) is not None
    return follows_a_stage or _STAGE_LABEL.search(_lead(prose, stated)) is not None


def _is_primary(prose: str, stated: Stated) -> bool:
    anchor = _ANCHOR.match(prose, stated.end)
    return anchor is not None and _PRIMARY.match(anchor[1]) is not None


def _ends_in_result(prose: str, stated: Stated) -> bool:
    """True when what is to happen within the period is the result itself."""
    clause = _clause(prose, stated)
    told = clause if clause.strip(" ,") else _lead(prose, stated)
    return _RESULT.search(told) is not None and _NOT_YET.search(told) is None


def _binds_applicant(prose: str, stated: Stated) -> bool:
    """True of a duty of those who apply: "trong thời hạn 10 ngày …, doanh nghiệp gửi hồ sơ"."""
    return _APPLICANT.match(_clause(prose, stated)) is not None


def _clause(prose: str, stated: Stated) -> str:
    """What stands behind the period and its anchor, up to the clause's end."""
    anchor = _ANCHOR.match(prose, stated.end)
    start = anchor.end() if anchor else stated.end
    return re.split(r"[.;\n]", prose[start : start + 220], maxsplit=1)[0]


def _lead(prose: str, stated: Stated) -> str:
    """What stands before the period, from the clause's beginning."""
    breaks = _breaks(prose)
    nearest = bisect_right(breaks, stated.start) - 1
    return prose[max(breaks[nearest] if nearest >= 0 else 0, stated.start - _LONGEST_LEAD) : stated.start]


@lru_cache(maxsize=4)
def _breaks(prose: str) -> tuple[int, ...]:
    """Where the clauses of a text begin, but the first."""
    return tuple(mark.end() for mark in _BREAK.finditer(prose))
