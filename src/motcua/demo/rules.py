"""Which of the invented province's agencies handles a procedure, and how: by general rules, for any catalogue. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.text import fold
from motcua.workflow.acts import Act


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules look at. `agencies` as the source names them, deciding ones first."""

    field: str
    decision_number: str
    agencies: tuple[str, ...]
    legal_limit: Limit | None


BY_FIELD = (
    (r"\bhải quan\b", "customs"),
    (r"^thuế\b|^quản lý thuế\b", "tax"),
    (r"\bbhxh\b|\bbhyt\b|bảo hiểm (xã hội|y tế|thất nghiệp)", "insurance"),
    (r"khu công nghiệp|khu kinh tế|khu chế xuất", "zones"),
    (r"kho bạc|tòa án|toà án|thi hành án", ""),
)
"""A field that says by itself whose it is, whatever ministry wrote the procedure; "" for agencies that this hall has not."""

BY_AGENCY = (
    (r"công an|cảnh sát|quản lý xuất nhập cảnh", "police"),
    (r"quân sự|bộ quốc phòng|quân khu", "military"),
    (r"hải quan", "customs"),
    (r"cơ quan thuế|cục thuế|thuế tỉnh|thuế cơ sở", "tax"),
    (r"bảo hiểm xã hội", "insurance"),
    (r"ngân hàng nhà nước", "bank"),
    (r"sở xây dựng|sở giao thông|sở quy hoạch", "construction"),
    (r"sở nông nghiệp|sở tài nguyên|kiểm lâm|đăng ký đất đai|thủy sản", "environment"),
    (r"sở tài chính|sở kế hoạch|đăng ký kinh doanh", "finance"),
    (r"sở tư pháp", "justice"),
    (r"sở y tế", "health"),
    (r"sở giáo dục", "education"),
    (r"sở khoa học|sở thông tin", "science"),
    (r"sở công thương", "industry"),
    (r"sở văn hóa|sở du lịch|sở thể thao", "culture"),
    (r"sở nội vụ|sở lao động", "home"),
    (r"sở ngoại vụ", "foreign"),
    (r"sở dân tộc|ban dân tộc|ban tôn giáo", "ethnic"),
    (r"thanh tra tỉnh", "inspectorate"),
)
_ZONES = re.compile(r"ban quản lý .*khu")
BY_MINISTRY = {
    **dict.fromkeys(("BCA", "QLXNC"), "police"),
    **dict.fromkeys(("BNNMT", "BNNPTNT", "BTNMT", "BNNNMT"), "environment"),
    **dict.fromkeys(("BXD", "BGTVT"), "construction"),
    **dict.fromkeys(("BTC", "BKHDT", "BKHĐT"), "finance"),
    **dict.fromkeys(("BKHCN", "BTTTT"), "science"),
    **dict.fromkeys(("BVHTTDL", "BVHTT"), "culture"),
    **dict.fromkeys(("BNV", "BLDTBXH", "BLĐTBXH"), "home"),
    **dict.fromkeys(("BGDDT", "BGDĐT"), "education"),
    **dict.fromkeys(("BDTTG", "UBDT"), "ethnic"),
    "BTP": "justice",
    "BYT": "health",
    "BCT": "industry",
    "BNG": "foreign",
    "BQP": "military",
    "NHNN": "bank",
    "TCHQ": "customs",
    "TTCP": "inspectorate",
    "VPCP": "office",
}
"""By the letters at the end of the decision that published the procedure (2391/QĐ-BNNMT)."""
_POLICE_BUREAU = re.compile(r"-C\d\d$")

VERTICAL = frozenset({"police", "military", "tax", "customs", "insurance", "bank"})
OFF_SITE = frozenset({"customs", "bank"})
"""Approved in Hà Nội or at the border gate: received here, never decided on the spot."""
AT_ONCE = Decimal(1)
ON_THE_SPOT_WITHIN = Decimal(5)
SHORTENED_FROM = Decimal(5)
SHORTENED_TO = Decimal("0.8")


def agency_for(known: Known) -> str:
    """The key of the agency, or "" when none of the hall's."""
    field = known.field.lower()
    for pattern, key in BY_FIELD:
        if re.search(pattern, field):
            return key
    names = [name.lower() for name in known.agencies]
    for name in names:
        for pattern, key in BY_AGENCY:
            if re.search(pattern, name):
                return key
    if any(_ZONES.search(name) for name in names):  # named beside a department, the department decides
        return "zones"
    return _by_ministry(known.decision_number)


def _by_ministry(decision_number: str) -> str:
    if _POLICE_BUREAU.search(decision_number):
        return "police"
    _, _, letters = decision_number.rpartition("-")
    return BY_MINISTRY.get(letters.strip().upper(), "")


def on_the_spot(agency: str, limit: Limit | None) -> tuple[Act, ...]:
    """The acts done in the hall: short ones from receipt to return, the shortest stamped too, long ones only received."""
    if agency in OFF_SITE or limit is None or _working_days(limit) > ON_THE_SPOT_WITHIN:
        return (Act.RECEIVE, Act.RETURN)
    acts = (Act.RECEIVE, Act.APPRAISE, Act.APPROVE, Act.RETURN)
    return (*acts, Act.STAMP) if _working_days(limit) <= AT_ONCE else acts


def committed_limit(agency: str, limit: Limit | None) -> Limit | None:
    """A fifth off long limits in working days, to whole days; agencies that answer to a ministry promise nothing."""
    if agency in VERTICAL or limit is None or limit.unit is not LimitUnit.WORKING_DAYS:
        return None
    if limit.quantity < SHORTENED_FROM:
        return None
    return Limit((limit.quantity * SHORTENED_TO).to_integral_value(ROUND_CEILING), limit.unit)


def _working_days(limit: Limit) -> Decimal:
    """Roughly, to tell short from long."""
    days = {
        LimitUnit.SAME_DAY: Decimal(1),
        LimitUnit.WORKING_HOURS: limit.quantity / 8,
        LimitUnit.WORKING_DAYS: limit.quantity,
        LimitUnit.CALENDAR_DAYS: limit.quantity * 5 / 7,
        LimitUnit.MONTHS: limit.quantity * 21,
    }
    return days[limit.unit]


def fields_of_agencies(handled: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """From (field, agency) of each procedure: each agency's fields, a field going to whoever has most of it."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for field, agency in handled:
        votes[field][agency] += 1
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for field in sorted(votes):
        most = max(votes[field].items(), key=lambda vote: (vote[1], vote[0]))
        fields[most[0]].append(field)
    return dict(fields)


def fields_of_counters(
    counters: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], fields: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """For each counter (its agencies, its words): the fields that it serves, in order.

    A field goes to every counter of its agency with a word of it; one that no word catches goes to the agency's
    counter without words, or else to its last one.
    """
    served: list[list[str]] = [[] for _ in counters]
    for agency, names in fields.items():
        own = [index for index, (agencies, _) in enumerate(counters) if agency in agencies]
        for name in names:
            for index in _takers(name, own, counters):
                served[index].append(name)
    return [sorted(names) for names in served]


def _takers(name: str, own: list[int], counters: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[int]:
    folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(name))} "
    caught = [index for index in own if any(f" {word} " in folded for word in counters[index][1])]
    return caught or [index for index in own if not counters[index][1]][:1] or own[-1:]
