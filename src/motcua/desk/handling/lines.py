"""How a dossier in a list is shown: its state in a word first, then the time that is left."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import published
from motcua.dossiers.labels import STATUSES
from motcua.dossiers.rules.standing import Stand, Standing, stand
from motcua.dossiers.selectors import Line
from motcua.ui import formats
from motcua.workflow import Act, Status
from motcua.worktime import Calendar

TAG_WORDS: dict[Standing, Promise] = {
    Standing.ON_TIME: gettext_lazy("Còn hạn"),
    Standing.DUE_SOON: gettext_lazy("Sắp đến hạn"),
    Standing.LATE: gettext_lazy("Quá hạn"),
    Standing.WAITING: gettext_lazy("Chờ người nộp"),
    Standing.PAUSED: gettext_lazy("Tạm dừng"),
}
PILES: dict[str, tuple[Act, Promise]] = {
    "tham-dinh": (Act.APPRAISE, gettext_lazy("Chờ thẩm định")),
    "phe-duyet": (Act.APPROVE, gettext_lazy("Chờ phê duyệt")),
    "dong-dau": (Act.STAMP, gettext_lazy("Chờ đóng dấu")),
    "tra-ket-qua": (Act.RETURN, gettext_lazy("Chờ trả")),
}
"""Word in the address → the act that a pile waits for, and the pile's name."""
WORD_OF = {act: word for word, (act, _name) in PILES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its state, ready for a template."""

    line: Line
    href: str
    state: str
    left: str
    """"còn 1 ngày 3 giờ làm việc"; what stands there instead where no clock runs."""
    due: str
    """"10:30 26/11"; empty where nothing is promised at the moment."""

    @property
    def waits_for(self) -> str:
        """The step whose turn it is."""
        return str(PILES[WORD_OF[self.line.act]][1]) if self.line.act else ""


def rows_of(lines: tuple[Line, ...], now: datetime) -> list[Row]:
    pages = reverse("desk:inbox")  # once, not for every line
    calendars = {code: published.unit(code).calendar for code in {line.unit_code for line in lines}}
    return [_row(line, calendars[line.unit_code], f"{pages}ho-so/{line.code}/", now) for line in lines]


def time_left(found: Stand, status: Status) -> str:
    """What there is to say of the time, in a few words."""
    if found.left:
        return formats.remaining(found.left)
    if found.left is not None:  # the unit is closed between now and then
        return _("vừa quá hạn") if found.standing is Standing.LATE else _("đến hạn")
    if found.standing in {Standing.WAITING, Standing.PAUSED}:
        return _("thời hạn tạm dừng")
    return str(STATUSES[status])


def _row(line: Line, calendar: Calendar, href: str, now: datetime) -> Row:
    found = stand(calendar, line.status, line.due_at, line.solved_at, now)
    due = ""
    if line.due_at is not None:
        at = formats.local(line.due_at)
        due = f"{at:%H:%M} {at:%d/%m}"
    return Row(line, href, found.standing.value, time_left(found, line.status), due)
