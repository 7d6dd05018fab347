"""How the hotline runs, for monitoring: each telephone process as it said of itself last, alarms, messages that wait."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from motcua.foundation.exposition import Family, Kind, Sample
from motcua.foundation.exposition import one as alone
from motcua.hotline.models import HotlineAlarm, LookUpFailure, TelephoneNode
from motcua.hotline.selectors.today import new_messages, nodes_now
from motcua.hotline.vocabulary import TrunkState
from motcua.kernel import clock

HOUR = timedelta(hours=1)
_OF_A_NODE: tuple[tuple[str, str, Kind, Callable[[TelephoneNode], float]], ...] = (
    ("motcua_hotline_calls", "Calls going on", Kind.GAUGE, lambda row: row.calls),
    ("motcua_hotline_calls_limit", "More calls are refused politely", Kind.GAUGE, lambda row: row.most_calls),
    ("motcua_hotline_calls_peak", "Most calls at once since its start", Kind.GAUGE, lambda row: row.peak),
    ("motcua_hotline_answered_total", "Calls answered since its start", Kind.COUNTER, lambda row: row.answered),
    ("motcua_hotline_setup_rate", "Calls answered a second", Kind.GAUGE, lambda row: row.answered_a_second),
    ("motcua_hotline_late_seconds", "The latest that speech has been", Kind.GAUGE, lambda row: row.late_ms / 1000),
    ("motcua_hotline_draining", "Whether it takes no new calls and ends", Kind.GAUGE, lambda row: row.draining),
)


def gauges() -> Iterator[Family]:
    """Four queries."""
    nodes = nodes_now()
    live = tuple(Sample(float(node.live), {"node": node.row.name}) for node in nodes)
    yield Family("motcua_hotline_up", "Whether a telephone process has spoken up in the last seconds", live)
    running = [node.row for node in nodes if node.live]
    for name, text, kind, value in _OF_A_NODE:
        yield Family(name, text, tuple(Sample(float(value(row)), {"node": row.name}) for row in running), kind)
    trunks = tuple(
        Sample(float(row.trunk == TrunkState.REGISTERED), {"node": row.name}) for row in running if row.trunk
    )
    yield Family("motcua_hotline_trunk_registered", "Whether the carrier knows where to call", trunks)
    since = clock.now() - HOUR
    failures = LookUpFailure.objects.filter(at__gt=since).count()
    yield alone("motcua_hotline_look_up_failures", "Wrong look-up numbers in the last hour", failures)
    alarms = HotlineAlarm.objects.filter(last_at__gt=since).count()
    yield alone("motcua_hotline_alarms", "Alarms about guessed numbers in the last hour", alarms)
    yield alone("motcua_hotline_messages_new", "Spoken complaints that nobody has heard yet", new_messages())
