"""The forecast of a hall as its head reads it: a line for each group, and in words what would help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from motcua.ticketing.facts import OpenHall
from motcua.ticketing.hall.advice import LEAST_GAIN_SHARE, Advice
from motcua.ticketing.hall.forecast import Forecast, GroupForecast
from motcua.ticketing.models import HallForecast
from motcua.ticketing.selectors.forecast import is_foreseen, minute_of, opening
from motcua.ticketing.selectors.hall import groups_of
from motcua.ui import formats

STALE_AFTER = timedelta(minutes=10)
LONG_MINUTES, VERY_LONG_MINUTES = 15.0, 30.0
"""Nine of ten who take a number wait less than this, or the cell says that it is long."""
_MOST_PAYING, _WORTH_SAYING = 2, 3


class State(StrEnum):
    CLOSED = "closed"
    COMPUTING = "computing"
    STALE = "stale"
    NO_DATA = "no_data"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many will wait; `level`: "", "long" or "very-long", by what nine of ten who come then have to wait."""

    waiting: int
    level: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    letters: str
    name: str
    now: int
    cells: Sequence[Cell]
    worst: Cell


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a message where there is nothing to advise, which may be hard, too; the rest where there is a forecast."""

    state: State
    message: str = ""
    is_hard: bool = False
    at: datetime | None = None
    times: Sequence[str] = ()
    rows: Sequence[Row] = ()
    advice: Sequence[str] = ()


def shown(hall: OpenHall, known: HallForecast | None, at: datetime) -> Shown:
    """The forecast as it is worth showing at this moment."""
    if not is_foreseen(hall, at):
        return Shown(State.CLOSED, _closed(hall, at))
    computed_at = known.computed_at if known else None
    if known is None or computed_at is None or computed_at.date() != at.date():
        return Shown(State.COMPUTING, _("Đang tính dự báo lần đầu; kết quả tự hiện ở đây trong một, hai phút."))
    if at - computed_at > STALE_AFTER:
        sentence = _("Dự báo gần nhất, lúc %(time)s, đã cũ nên không hiện nữa. Đang tính lại.")
        return Shown(State.STALE, sentence % {"time": formats.clock(computed_at)})
    if known.payload is None:
        sentence = _("Chưa có quầy nào mở để phục vụ, nên chưa dự báo được.")
        return Shown(State.NO_DATA, sentence)
    return _ready(hall.unit_id, Forecast.from_json(known.payload), computed_at)


def advice_sentence(advice: Advice, names: Mapping[str, str]) -> str:
    """What to do until when, what it brings, and who pays for it; `names` are those of the groups."""
    option = advice.option
    about = {
        "group": names[option.group],
        "until": clock_of(option.until),
        "before": round(advice.before_p90),
        "after": round(advice.after_p90),
    }
    if option.counter is None or option.taken_from is None:
        does = _("Mở thêm một quầy cho %(group)s đến %(until)s") % about
    else:
        from_group = {"counter": option.counter, "giver": names[option.taken_from]}
        does = _("Chuyển quầy %(counter)s từ %(giver)s sang %(group)s đến %(until)s") % {**about, **from_group}
    brings = _("thời gian chờ (9/10 người) giảm từ %(before)s xuống %(after)s phút") % about
    return f"{does}: {'; '.join([brings, *_together(advice), *_paying(advice, names)])}."


def verdict(forecast: Forecast, names: Mapping[str, str]) -> str:
    """How the two hours look where nothing is advised: calm, or hard without a clear help."""
    worst = worst_off(forecast)
    minutes = round(worst.p90_minutes) if worst else 0
    if worst is None or not is_hard(forecast):
        sentence = _(
            "Sảnh đang ổn: trong hai giờ tới, 9/10 người ở mọi nhóm chờ không quá %(minutes)s phút. "
            "Chưa cần mở thêm hay chuyển quầy."
        )
        return sentence % {"minutes": minutes}
    sentence = _(
        "%(group)s có thể chờ đến %(minutes)s phút (9/10 người), nhưng mở thêm hay chuyển một quầy đều không giúp rõ rệt."
    )
    return sentence % {"group": names[worst.group_id], "minutes": minutes}


def worst_off(forecast: Forecast) -> GroupForecast | None:
    """The group whose people will wait longest."""
    return max(forecast.groups, key=lambda group: group.p90_minutes, default=None)


def is_hard(forecast: Forecast) -> bool:
    """Whether somebody will wait long."""
    worst = worst_off(forecast)
    return worst is not None and worst.p90_minutes > LONG_MINUTES


def clock_of(minute: float) -> str:
    """A minute of the day, to five minutes: 637 is 10:35."""
    rounded = round(minute / 5) * 5
    return f"{rounded // 60:02}:{rounded % 60:02}"


def _ready(unit_id: int, forecast: Forecast, computed_at: datetime) -> Shown:
    groups = {str(group.id): group for group in groups_of(unit_id)}
    names = {group_id: group.name for group_id, group in groups.items()}
    here = replace(forecast, groups=tuple(group for group in forecast.groups if group.group_id in groups))
    advice = [advice_sentence(one, names) for one in forecast.advice if _is_known(one, names)]
    return Shown(
        State.READY,
        "" if advice else verdict(here, names),
        is_hard(here),
        computed_at,
        [formats.clock(computed_at + timedelta(minutes=15 * step)) for step in range(1, 9)],
        [_row(groups[group.group_id].letters, names[group.group_id], group) for group in here.groups],
        advice,
    )


def _row(letters: str, name: str, group: GroupForecast) -> Row:
    cells, minutes = list[Cell](), 0.0
    for quarter in group.quarters:
        # Where nobody comes, as in the lunch break, those who came last wait on.
        minutes = quarter.p90_minutes or (minutes if round(quarter.waiting) else 0.0)
        waiting = round(quarter.waiting)
        cells.append(Cell(waiting, level_of(minutes) if waiting else "", round(minutes)))
    return Row(letters, name, group.waiting, cells, Cell(0, level_of(group.p90_minutes), round(group.p90_minutes)))


def level_of(minutes: float) -> str:
    """How a wait of so many minutes is marked."""
    return "very-long" if minutes > VERY_LONG_MINUTES else "long" if minutes > LONG_MINUTES else ""


def _together(advice: Advice) -> list[str]:
    """What all save, where one counter is too little for nine of ten to feel it: who isn't called before closing waits until then."""
    if advice.before_p90 - advice.after_p90 >= LEAST_GAIN_SHARE * advice.before_p90:
        return []
    return [_("mọi người cộng lại bớt chờ %(hours)s giờ") % {"hours": round(advice.minutes_saved / 60)}]


def _paying(advice: Advice, names: Mapping[str, str]) -> list[str]:
    """Those who will wait noticeably longer, the group that gives its counter first."""
    rises = [(name, round(before), round(after)) for name, before, after in advice.others if name in names]
    said = [rise for rise in rises if rise[2] - rise[1] >= _WORTH_SAYING]
    said.sort(key=lambda rise: (rise[0] != advice.option.taken_from, rise[1] - rise[2]))
    return [
        _("%(group)s tăng từ %(before)s lên %(after)s phút") % {"group": names[name], "before": before, "after": after}
        for name, before, after in said[:_MOST_PAYING]
    ]


def _is_known(advice: Advice, names: Mapping[str, str]) -> bool:
    return {advice.option.group, advice.option.taken_from or advice.option.group} <= set(names)


def _closed(hall: OpenHall, at: datetime) -> str:
    hours = opening(hall, at)
    if not hours:
        return _("Hôm nay sảnh không lấy số, nên không có gì để dự báo.")
    first = hours[0][0] - hall.early_minutes
    if minute_of(at) < first:
        return _("Sảnh chưa mở cửa. Dự báo có từ lúc bắt đầu lấy số, %(time)s.") % {"time": clock_of(first)}
    return _("Sảnh đã đóng cửa hôm nay, nên không còn gì để dự báo.")
