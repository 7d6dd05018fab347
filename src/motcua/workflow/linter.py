"""What is wrong with a process before it is published, in sentences for the person who drew it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from motcua.workflow.acts import Act, Place
from motcua.workflow.process import Process

WHOLE = 100
_ORDER = tuple(Act)
_ONCE = (Act.RECEIVE, Act.STAMP, Act.RETURN)


@dataclass(frozen=True, slots=True)
class Problem:
    """`position` is the step that it is about, from 1; None: the process as a whole."""

    sentence: str
    position: int | None = None


def problems(process: Process) -> list[Problem]:
    """Everything that keeps this process from being published; empty when nothing does."""
    if not process.steps:
        return [Problem("Quy trình chưa có bước nào.")]
    return [*_ends(process), *_acts(process), *_order(process), *_people(process), *_shares(process)]


def _ends(process: Process) -> Iterator[Problem]:
    if process.steps[0].act is not Act.RECEIVE:
        yield Problem("Bước đầu phải là tiếp nhận.", 1)
    if process.steps[-1].act is not Act.RETURN:
        yield Problem("Bước cuối phải là trả kết quả.", len(process.steps))


def _acts(process: Process) -> Iterator[Problem]:
    acts = [step.act for step in process.steps]
    if Act.APPRAISE not in acts:
        yield Problem("Quy trình thiếu bước thẩm định.")
    if Act.APPROVE not in acts:
        yield Problem("Quy trình thiếu bước phê duyệt.")
    if Act.STAMP not in acts:
        yield Problem("Quy trình thiếu bước đóng dấu: ở bước này kết quả có số, có ngày và được phát hành.")
    for act in _ONCE:
        if acts.count(act) > 1:
            yield Problem(f"Một quy trình chỉ có một bước “{_NAMES[act]}”.")


def _order(process: Process) -> Iterator[Problem]:
    for position, (before, after) in enumerate(pairwise(process.steps), start=2):
        if _ORDER.index(after.act) < _ORDER.index(before.act):
            yield Problem(f"“{_NAMES[after.act]}” không thể đứng sau “{_NAMES[before.act]}”.", position)


def _people(process: Process) -> Iterator[Problem]:
    for position, step in enumerate(process.steps, start=1):
        if step.act in {Act.RECEIVE, Act.RETURN} and step.place is not Place.UNIT:
            yield Problem("Tiếp nhận và trả kết quả là việc của bộ phận một cửa.", position)
        if step.act in {Act.APPRAISE, Act.APPROVE} and step.place is not Place.AGENCY:
            yield Problem("Thẩm định và phê duyệt là việc của cơ quan có thẩm quyền.", position)


def _shares(process: Process) -> Iterator[Problem]:
    for position, step in enumerate(process.steps, start=1):
        if step.share < 0:
            yield Problem("Thời gian của một bước không thể âm.", position)
    total = sum(step.share for step in process.steps)
    if total != WHOLE:
        yield Problem(f"Thời gian các bước cộng lại phải bằng cả thời hạn (100%), hiện là {total}%.")


_NAMES = {
    Act.RECEIVE: "tiếp nhận",
    Act.APPRAISE: "thẩm định",
    Act.APPROVE: "phê duyệt",
    Act.STAMP: "đóng dấu",
    Act.RETURN: "trả kết quả",
}
