"""A simulated day as one SVG: waits through the day by group, what was told against what came, counters at work."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from motcua.kernel.percentiles import percentile
from motcua.ticketing.hall.engine import Ticket, by_group
from motcua.ticketing.hall.plan import working
from motcua.ticketing.hall.run import HallRun

_WIDTH, _LEFT, _RIGHT = 1120, 64, 230
_QUARTER = 15.0
_PANELS = {"groups": (84, 240), "told": (384, 240), "counters": (684, 90)}
"""Top and height of each."""
_COLOURS = ("#0A5C63", "#B3261E", "#3B5BA9", "#8A5A00", "#1B7F3B", "#7A3E9D", "#5B6770", "#C2571A", "#1C2B2D")
_DASHES = ("", "7 3", "2 3")
_STYLE = "text{font-family:'Be Vietnam Pro','DejaVu Sans',sans-serif;font-size:13px;fill:#1C2B2D}.h{font-size:17px;font-weight:600}.s{fill:#5B6770}"

Point = tuple[float, float]


class _Panel:
    """A chart's frame: minutes of the day across, a value upwards."""

    def __init__(self, name: str, hours: tuple[float, float], most: float) -> None:
        self.top, self.height = _PANELS[name]
        self.start, self.end = hours
        self.most = max(most, 1.0)

    def x(self, minute: float) -> float:
        return round(_LEFT + (minute - self.start) / (self.end - self.start) * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        return round(self.top + self.height * (1 - min(value / self.most, 1)), 1)

    def line(self, points: Iterable[Point], colour: str, dash: str = "", width: float = 2) -> str:
        path = " ".join(f"{self.x(minute)},{self.y(value)}" for minute, value in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'

    def band(self, low: Sequence[Point], high: Sequence[Point]) -> str:
        points = " ".join(f"{self.x(minute)},{self.y(value)}" for minute, value in [*low, *reversed(high)])
        return f'<polygon points="{points}" fill="#0A5C63" opacity="0.16"/>'

    def frame(self, title: str, unit: str) -> Iterator[str]:
        right, bottom = self.x(self.end), self.top + self.height
        yield f'<text class="h" x="{_LEFT}" y="{self.top - 14}">{escape(title)}</text>'
        for part in range(5):
            value = self.most * part / 4
            yield f'<line x1="{_LEFT}" x2="{right}" y1="{self.y(value)}" y2="{self.y(value)}" stroke="#DAD5CA"/>'
            if part % 2 == 0:
                yield f'<text class="s" x="{_LEFT - 8}" y="{self.y(value) + 4}" text-anchor="end">{value:.0f}</text>'
        for hour in range(int(self.start // 60) + 1, int(self.end // 60) + 1):
            yield f'<text class="s" x="{self.x(hour * 60)}" y="{bottom + 19}" text-anchor="middle">{hour}:00</text>'
        yield f'<text class="s" x="{right + 30}" y="{bottom + 19}">{escape(unit)}</text>'


def picture(run: HallRun) -> str:
    """The day of a run as an SVG document."""
    hours = (min(start for start, _, _ in run.plan.arrivals), run.plan.closes)
    bottom = sum(_PANELS["counters"]) + 40
    total = run.total
    heading = f"Một ngày của sảnh: {total.tickets} số, {len(run.plan.counters)} quầy"
    sums = f"chờ P50 {total.wait_p50:.0f} phút · P90 {total.wait_p90:.0f} phút · dự báo P90 đúng với {total.coverage:.0%} số người"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom}" role="img" aria-label="{escape(heading)}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{bottom}" fill="#FBF8F2"/>',
            f'<text x="{_LEFT}" y="34"><tspan class="h">{escape(heading)}</tspan><tspan dx="16">{escape(sums)}</tspan></text>',
            *_group_lines(run, hours),
            *_told_and_true(run, hours),
            *_counters(run, hours),
            "</svg>",
        ]
    )


def _group_lines(run: HallRun, hours: tuple[float, float]) -> Iterator[str]:
    names = {group.group_id: group.name for group in run.plan.groups}
    lines = {group: _quarters(tickets, _waited, 0.9) for group, tickets in by_group(run.tickets)}
    panel = _Panel("groups", hours, max((value for line in lines.values() for _, value in line), default=1))
    yield from panel.frame("Chờ lâu (P90) theo giờ lấy số", "phút")
    for index, (group, line) in enumerate(lines.items()):
        colour, dash = _COLOURS[index % len(_COLOURS)], _DASHES[index % len(_DASHES)]
        yield from (panel.line(piece, colour, dash) for piece in _unbroken(line))
        y, x = panel.top + 12 + 24 * index, panel.x(panel.end) + 12
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<line x1="{x}" x2="{x + 26}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="3"{dashed}/>'
        yield f'<text x="{x + 34}" y="{y}">{escape(names[group])}</text>'


def _told_and_true(run: HallRun, hours: tuple[float, float]) -> Iterator[str]:
    low = _quarters(run.tickets, lambda ticket: ticket.told and ticket.told.p50_minutes, 0.5)
    high = _quarters(run.tickets, lambda ticket: ticket.told and ticket.told.p90_minutes, 0.5)
    true = _quarters(run.tickets, _waited, 0.5)
    panel = _Panel("told", hours, max((value for _, value in [*high, *true]), default=1))
    yield from panel.frame("Đã báo và thực tế (giữa của mỗi 15 phút)", "phút")
    for lower, upper in zip(_unbroken(low), _unbroken(high), strict=True):
        yield panel.band(lower, upper)
    yield from (panel.line(piece, "#0A5C63", "7 3") for piece in _unbroken(low))
    yield from (panel.line(piece, "#B3261E") for piece in _unbroken(true))
    x = panel.x(panel.end) + 12
    yield f'<rect x="{x}" y="{panel.top}" width="26" height="14" fill="#0A5C63" opacity="0.16"/>'
    yield f'<text x="{x + 34}" y="{panel.top + 12}">báo: từ P50 đến P90</text>'
    yield f'<line x1="{x}" x2="{x + 26}" y1="{panel.top + 32}" y2="{panel.top + 32}" stroke="#B3261E" stroke-width="3"/>'
    yield f'<text x="{x + 34}" y="{panel.top + 36}">chờ thật</text>'


def _counters(run: HallRun, hours: tuple[float, float]) -> Iterator[str]:
    panel = _Panel("counters", hours, len(run.plan.counters))
    yield from panel.frame("Quầy đang gọi số", "quầy")
    stretches = [stretch for counter in run.plan.counters for stretch in working(counter, run.plan.opening)]
    steps: list[Point] = []
    minute = hours[0]
    while minute <= hours[1]:
        steps.append((minute, sum(start <= minute < end for start, end in stretches)))
        minute += 5
    yield panel.line(steps, "#3B5BA9")


def _waited(ticket: Ticket) -> float | None:
    return ticket.waited


def _quarters(tickets: Iterable[Ticket], value: object, share: float) -> list[Point]:
    """A percentile of a value of the tickets that were taken in each quarter of an hour and were called."""
    assert callable(value)
    found: dict[float, list[float]] = {}
    for ticket in tickets:
        if ticket.waited is not None:
            start = ticket.visit.at // _QUARTER * _QUARTER
            found.setdefault(start + _QUARTER / 2, []).append(float(value(ticket) or 0.0))
    return [(minute, percentile(sorted(values), share)) for minute, values in sorted(found.items())]


def _unbroken(line: Sequence[Point]) -> Iterator[list[Point]]:
    """The pieces of a line; it isn't drawn over lunch, when nobody comes."""
    piece = list(line[:1])
    for before, after in pairwise(line):
        if after[0] - before[0] > 4 * _QUARTER:
            yield piece
            piece = []
        piece.append(after)
    if piece:
        yield piece
