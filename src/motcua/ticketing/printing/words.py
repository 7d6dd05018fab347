"""What a slip says, in the language that was chosen when the number was taken.

The two stand side by side instead of in the screens' catalogue of translations: a slip is printed by a job, long after the
request that knew a reader's language, and must not fall back to the other one on half its lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Language = Literal["vi", "en"]
HOUR = 60
LEAST = 5
"""Minutes; nobody's wait is known more exactly than this."""


@dataclass(frozen=True, slots=True)
class Words:
    number: str
    nobody_ahead: str
    one_ahead: str
    some_ahead: str
    wait: str
    wait_unknown: str
    sooner: str
    under: str
    to: str
    hour: str
    minute: str
    hall: str
    priority: str
    follow: str
    issued: str
    trial: str


WORDS: Mapping[Language, Words] = MappingProxyType(
    {
        "vi": Words(
            number="Số thứ tự",
            nobody_ahead="Không có ai chờ trước",
            one_ahead="Trước số này còn {count}\u00a0người",
            some_ahead="Trước số này còn {count}\u00a0người",
            wait="Chờ khoảng {span}",
            wait_unknown="Chưa ước được thời gian chờ",
            sooner="Có thể được gọi sớm hơn.",
            under="dưới {span}",
            to="{first} đến {last}",
            hour="giờ",
            minute="phút",
            hall="Chờ tại: {hall}",
            priority="Ưu tiên: {label}",
            follow="Quét mã để xem sắp đến lượt chưa",
            issued="Lấy số lúc {moment}",
            trial="VẬN HÀNH THỬ",
        ),
        "en": Words(
            number="Your number",
            nobody_ahead="Nobody is waiting ahead",
            one_ahead="{count} person ahead",
            some_ahead="{count} people ahead",
            wait="Wait about {span}",
            wait_unknown="The wait can't be estimated yet",
            sooner="You may be called sooner.",
            under="less than {span}",
            to="{first} to {last}",
            hour="h",
            minute="min",
            hall="Wait at: {hall}",
            priority="Priority: {label}",
            follow="Scan to see when your turn comes",
            issued="Taken at {moment}",
            trial="VẬN HÀNH THỬ · TRIAL",
        ),
    }
)


def ahead_in_words(count: int, words: Words) -> str:
    """How many wait before this one: "Trước số này còn 7 người"."""
    if count == 0:
        return words.nobody_ahead
    return (words.one_ahead if count == 1 else words.some_ahead).format(count=count)


def wait_in_words(likely: int, at_most: int, words: Words) -> str:
    """The span between an ordinary and a long wait: "5–25 phút", "50 phút đến 1 giờ 20 phút", "dưới 5 phút"."""
    if at_most < LEAST:
        return words.under.format(span=_span(LEAST, words))
    if max(likely, 1) == at_most:
        return _span(at_most, words)
    if at_most < HOUR:
        return f"{max(likely, 1)}–{_span(at_most, words)}"
    return words.to.format(first=_span(max(likely, 1), words), last=_span(at_most, words))


def _span(minutes: int, words: Words) -> str:
    hours, rest = divmod(minutes, HOUR)
    parts = [(hours, words.hour), (rest, words.minute)]
    return "\u00a0".join(f"{count}\u00a0{unit}" for count, unit in parts if count)
