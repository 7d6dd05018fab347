"""The hotline for those who watch over it: now, and over some days."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.catalogue.models import Procedure
from motcua.hotline.models import CallRecord, HotlineAlarm, TelephoneNode, VoiceMessage
from motcua.hotline.rules import is_told
from motcua.hotline.vocabulary import CallOutcome
from motcua.kernel import clock
from motcua.kernel.clock import HANOI

SILENT_AFTER = timedelta(seconds=15)
GONE_AFTER = timedelta(days=1)
MOST_LISTED = 10
ALARMS_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Node:
    """A telephone process; `live` while it has said so in the last seconds."""

    row: TelephoneNode
    live: bool

    @property
    def share(self) -> int:
        """How full it is, in per cent."""
        return round(100 * self.row.calls / self.row.most_calls) if self.row.most_calls else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A procedure and how many calls were about it."""

    code: str
    title: str
    calls: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the calls that began within some days. `left_at`: where callers gave up, by the tree's node."""

    calls: int
    outcomes: dict[CallOutcome, int]
    seconds: int
    by_hour: tuple[int, ...]
    asked: tuple[Asked, ...]
    left_at: tuple[tuple[str, int], ...]
    chosen: tuple[tuple[str, int], ...]
    ratings: dict[int, int]
    failures: int
    english: int
    lost: float | None

    @property
    def rating(self) -> float | None:
        """The mean of the ratings."""
        given = sum(self.ratings.values())
        return sum(level * count for level, count in self.ratings.items()) / given if given else None


def nodes_now() -> tuple[Node, ...]:
    """The telephone processes that were there in the last day."""
    now = clock.now()
    rows = TelephoneNode.objects.filter(at__gt=now - GONE_AFTER)
    return tuple(Node(row, now - row.at < SILENT_AFTER) for row in rows)


def alarms() -> tuple[HotlineAlarm, ...]:
    """The alarms of the last days, newest first."""
    return tuple(HotlineAlarm.objects.filter(last_at__gt=clock.now() - ALARMS_SHOWN)[:MOST_LISTED])


def new_messages() -> int:
    return VoiceMessage.objects.filter(heard_at=None).count()


def figures(first: date, last: date) -> Figures:
    """What became of the calls of these days, both included."""
    begin = datetime.combine(first, time(), HANOI)
    end = datetime.combine(last, time(), HANOI) + timedelta(days=1)
    rows = list(CallRecord.objects.filter(began_at__gte=begin, began_at__lt=end).order_by("pk"))
    sent = sum(row.packets for row in rows if row.lost is not None)
    hours = Counter(row.began_at.astimezone(HANOI).hour for row in rows)
    return Figures(
        calls=len(rows),
        outcomes={outcome: sum(row.outcome == outcome for row in rows) for outcome in CallOutcome},
        seconds=sum(row.seconds for row in rows),
        by_hour=tuple(hours[hour] for hour in range(24)),
        asked=_asked(rows),
        left_at=tuple(Counter(_last(row) for row in rows if not _was_served(row)).most_common(MOST_LISTED)),
        chosen=tuple(Counter(node for row in rows for node in set(row.way) if is_told(node)).most_common(MOST_LISTED)),
        ratings=dict(sorted(Counter(row.rating for row in rows if row.rating).items())),
        failures=sum(row.failures for row in rows),
        english=sum(row.language == "en" for row in rows),
        lost=sum(row.lost or 0 for row in rows) / sent if sent else None,
    )


def _was_served(row: CallRecord) -> bool:
    return row.outcome in {CallOutcome.ANSWERED, CallOutcome.MESSAGE}


def _last(row: CallRecord) -> str:
    return row.way[-1] if row.way else ""


def _asked(rows: Iterable[CallRecord]) -> tuple[Asked, ...]:
    counted = Counter(code for row in rows for code in row.procedures).most_common(MOST_LISTED)
    known = Procedure.objects.filter(code__in=[code for code, _ in counted]).select_related("current")
    titles = {row.code: row.current.title for row in known if row.current}
    return tuple(Asked(code, titles.get(code, ""), calls) for code, calls in counted)
