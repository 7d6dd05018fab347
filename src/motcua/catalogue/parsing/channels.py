"""Channels, from one flattened string.

    Hình thức nộpThời gianPhí, lệ phíMô tả Trực tuyến 10 Ngày 5,000,000 Việt Nam Đồng (note) description Dịch vụ bưu chính …

(without the spaces). A row opens with its kind, glued to a time and a fee; the words alone also occur in prose. A time
without a unit glued to a figure ("120,000 VNĐ") is told apart by the thousands, the note and the other rows, and where
these leave a doubt neither is read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.catalogue.facts import Channel, Fee
from motcua.catalogue.parsing import fees, limits, statements
from motcua.catalogue.parsing.text import UPPER, is_silent
from motcua.catalogue.vocabulary import ChannelKind

_HEADER = re.compile(r"\s*Hình thức nộp\s*Thời gian\s*Phí, lệ phí\s*Mô tả")
_KINDS = {
    "Trực tuyến": ChannelKind.ONLINE,
    "Dịch vụ bưu chính": ChannelKind.POST,
    "Trực tiếp": ChannelKind.DIRECT,
}
_FIGURE = rf"(?:\d[\d.,]{{0,40}}\s?(?:{fees.CURRENCY}))"
_FEE = rf"Miễn phí|Không có thông tin|{_FIGURE}"
_TIMED = r"\d{1,6}(?:[.,]\d{1,4})?\s?(?:Giờ|Ngày|Tháng|Tuần|Năm|Phút|Quý)(?:\s+(?:làm việc|hành chính))?"
_ROW = re.compile(
    rf"(?P<kind>{'|'.join(_KINDS)})"
    rf"(?:(?P<time>{_TIMED}|Không có thông tin)(?P<fee>{_FEE})"
    rf"|(?P<bare>\d{{1,4}}(?:[.,]\d{{1,2}})?)(?P<word_fee>Miễn phí|Không có thông tin)"
    rf"|(?P<run>{_FIGURE})"
    rf"|(?P<other>(?=[{UPPER}])[^\n]{{3,200}}?)(?P<other_fee>Miễn phí|Không có thông tin))"
)
_BRACKET = re.compile(r"[()]")
_LONGEST_NOTE = 10_000
_MORE_FEE = re.compile(_FIGURE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, as they stand: joined, they are the text it was cut from."""

    kind: str
    time: str
    fee: str
    note: str
    description: str

    def __str__(self) -> str:
        return self.kind + self.time + self.fee + self.note + self.description


def split(text: str, steps: str = "") -> tuple[Channel, ...] | None:
    """The channels of a flattened table; () when the text is silent, None when it is no such table."""
    if is_silent(text):
        return ()
    header = _HEADER.match(text)
    rows = rows_of(text[header.end() :]) if header else None
    if rows is None:
        return None
    return merge(_channel(row, steps) for row in _with_units_told_apart(rows))


def rows_of(body: str) -> list[Row] | None:
    """The rows of a table without its header, None when it doesn't open with one. The rows joined are the body."""
    rows: list[Row] = []
    match = _ROW.match(body)
    while match is not None:
        note_end = _note_end(body, match.end())
        following = _ROW.search(body, note_end)
        end = following.start() if following else len(body)
        time, fee = _cells(match)
        rows.append(Row(match["kind"], time, fee, body[match.end() : note_end], body[note_end:end]))
        match = following
    return rows or None


def merge(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """One channel for the rows that differ in their fee only."""
    merged: dict[tuple[ChannelKind, str, str], Channel] = {}
    for channel in channels:
        key = (channel.kind, channel.limit_verbatim, channel.description)
        known = merged.get(key)
        merged[key] = replace(known, fees=tuple(dict.fromkeys(known.fees + channel.fees))) if known else channel
    return tuple(merged.values())


def _cells(match: re.Match[str]) -> tuple[str, str]:
    if match["run"]:
        return "", match["run"]
    return match["time"] or match["bare"] or match["other"], match["fee"] or match["word_fee"] or match["other_fee"]


def _note_end(body: str, start: int) -> int:
    """The end of the bracketed note that follows a fee. One that is never closed ends at a bracket glued to a row."""
    if body[start : start + 1] != "(":
        return start
    depth = 0
    for bracket in _BRACKET.finditer(body, start, start + _LONGEST_NOTE):
        depth += 1 if bracket[0] == "(" else -1
        if depth == 0:
            return bracket.end()
    following = _ROW.search(body, start)
    last = body.rfind(")", start, following.start() if following else len(body))
    return last + 1 if last > 0 else start


def _with_units_told_apart(rows: list[Row]) -> list[Row]:
    """Rows whose bare time is glued to the figure behind it, cut where only one cut makes sense.

    Those that their own note settles come first: the others then follow the times of the whole table.
    """
    settled = [row if row.time else _cut(row, set()) for row in rows]
    bare_times = {row.time for row in settled if row.time.isdigit()}
    return [row if row.time else _cut(row, bare_times) for row in settled]


def _cut(row: Row, bare_times: set[str]) -> Row:
    cuts = [(row.fee[:length], row.fee[length:]) for length in (1, 2, 3) if _is_figure(row.fee[length:])]
    named = fees.figures(row.note)
    agreeing = [cut for cut in cuts if {_sum(cut[1]), _sum(cut[1]) * 1000} & named]
    like_others = [cut for cut in cuts if cut[0] in bare_times]
    for choice in (agreeing, like_others, cuts):
        if len(choice) == 1:
            time, fee = choice[0]
            return replace(row, time=time, fee=fee)
    return row


def _is_figure(text: str) -> bool:
    return (
        re.match(r"[1-9]\d{0,2}(?:,\d{3})*\s?\D|[1-9]\d*\s?[^\d,.]", text) is not None
        and _MORE_FEE.match(text) is not None
    )


def _sum(figure: str) -> Decimal:
    match = re.match(r"[\d.,]*\d", figure)
    return fees.number(match[0]) if match else Decimal(0)


def _channel(row: Row, steps: str) -> Channel:
    cell = limits.read_cell(row.time)
    description = row.description.strip()
    return Channel(
        kind=_KINDS[row.kind],
        limit=statements.resolve(cell, description, steps),
        limit_verbatim=cell.verbatim if not is_silent(cell.verbatim) else "",
        fees=_fees(row),
        description=description,
    )


def _fees(row: Row) -> tuple[Fee, ...]:
    if row.time:
        return fees.read_cell(row.fee, row.note)
    return tuple(replace(fee, amount=None) for fee in fees.read_cell(row.fee, row.note))
