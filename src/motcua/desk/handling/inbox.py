"""What waits for whoever asks: ?viec=tham-dinh&loc=cua-toi&sau=…, twenty-five lines a page, soonest due first."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.actor import Actor
from motcua.desk.handling.lines import PILES, TAG_WORDS, WORD_OF, rows_of
from motcua.dossiers.selectors import Desk, Inbox, Wanted, counts, desks_of, inbox, open_dossiers
from motcua.kernel import clock

EVERYTHING = "tat-ca"
COUNTED_TO = 100
FILTERS: dict[str, Promise] = {
    "cua-toi": gettext_lazy("Của tôi"),
    "hom-nay": gettext_lazy("Đến hạn hôm nay"),
    "qua-han": gettext_lazy("Quá hạn"),
    "cho-bo-sung": gettext_lazy("Chờ bổ sung"),
}
_TIMES = {"hom-nay", "qua-han", "cho-bo-sung"}
"""Of these one at a time: no dossier is two of them."""

_EMPTY: dict[str, Promise] = {
    "qua-han": gettext_lazy("Không có hồ sơ nào quá hạn."),
    "cho-bo-sung": gettext_lazy("Không có hồ sơ nào đang chờ người nộp bổ sung giấy tờ."),
    "cua-toi": gettext_lazy(
        "Chưa nhận xử lý hồ sơ nào. Mở một hồ sơ trong danh sách rồi bấm “Nhận xử lý” thì hồ sơ đứng ở đây."
    ),
    EVERYTHING: gettext_lazy("Không có hồ sơ nào đang giải quyết. Hồ sơ vừa tiếp nhận hiện ở đây ngay."),
    "": gettext_lazy("Không còn hồ sơ nào chờ. Hồ sơ chuyển đến bước này hiện ở đây ngay, gần hạn nhất đứng đầu."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    pile: str
    filters: tuple[str, ...] = ()
    after: tuple[datetime | None, UUID] | None = None

    @property
    def href(self) -> str:
        pairs = [("viec", self.pile), *(("loc", word) for word in self.filters)]
        if self.after is not None:
            due_at, last = self.after
            pairs.append(("sau", f"{due_at.isoformat() if due_at else ''}_{last}"))
        return f"{reverse('desk:inbox')}?{urlencode([pair for pair in pairs if pair[1]])}"

    def toggled(self, word: str) -> "Asked":
        """The first page of the same list with this filter on, or off when it is on."""
        others = {item for item in self.filters if item != word and not {item, word} <= _TIMES}
        chosen = others if word in self.filters else others | {word}
        return Asked(self.pile, tuple(item for item in FILTERS if item in chosen))

    @property
    def wanted(self) -> Wanted:
        mine, today, overdue, waiting = (word in self.filters for word in FILTERS)
        return Wanted(mine=mine, due_today=today, overdue=overdue, waiting=waiting, after=self.after)


def asked_by(query: QueryDict) -> Asked:
    """Read an address; what isn't understood is left out."""
    pile = query.get("viec", "")
    filters = tuple(word for word in FILTERS if word in query.getlist("loc"))
    return Asked(pile if pile in PILES or pile == EVERYTHING else "", filters, _key(query.get("sau", "")))


@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    actor, now = request.actor, clock.now()
    desks = {WORD_OF[desk.act]: desk for desk in desks_of(actor)}
    asked = asked_by(request.GET)
    waiting = counts(actor, desks.values(), at_most=COUNTED_TO)
    if asked.pile not in desks and asked.pile != EVERYTHING:
        filled = (word for word, desk in desks.items() if waiting[desk.act])
        asked = replace(asked, pile=next(filled, next(iter(desks), EVERYTHING)), after=None)
    found = _found(actor, desks.get(asked.pile), asked.wanted)
    context = {
        "asked": asked,
        "tabs_shown": [_tab(word, asked, waiting[desk.act]) for word, desk in desks.items()] + [_everything(asked)],
        "filters": [_chip(word, asked) for word in FILTERS],
        "words": {standing.value: word for standing, word in TAG_WORDS.items()},
        "rows": rows_of(found.lines, now),
        "by_step": asked.pile == EVERYTHING,
        "next": replace(asked, after=found.more).href if found.more else "",
        "first": replace(asked, after=None).href if asked.after else "",
        "teaching": "" if found.lines else _teaching(actor, desks.get(asked.pile), asked, now),
    }
    return render(request, "desk/handling/inbox.jinja", context)


def _found(actor: Actor, desk: Desk | None, wanted: Wanted) -> Inbox:
    return inbox(actor, desk, wanted) if desk else open_dossiers(actor, wanted)


def _tab(word: str, asked: Asked, count: int) -> dict[str, object]:
    shown = str(count) if count < COUNTED_TO else f"{COUNTED_TO - 1}+"
    return {"text": PILES[word][1], "href": Asked(word).href, "current": asked.pile == word, "count": shown}


def _everything(asked: Asked) -> dict[str, object]:
    href = Asked(EVERYTHING).href
    return {"text": _("Mọi hồ sơ đang giải quyết"), "href": href, "current": asked.pile == EVERYTHING, "count": ""}


def _chip(word: str, asked: Asked) -> dict[str, object]:
    return {"text": FILTERS[word], "href": asked.toggled(word).href, "active": word in asked.filters}


def _teaching(actor: Actor, desk: Desk | None, asked: Asked, now: datetime) -> str:
    """What an empty list tells: why, and what comes."""
    if asked.after is not None:
        return _("Đã hết danh sách.")
    if "hom-nay" in asked.filters:
        tomorrow = _due_on(actor, desk, asked, now + timedelta(days=1))
        return _("Không có hồ sơ nào đến hạn hôm nay. Hồ sơ đến hạn ngày mai: %(n)s.") % {"n": tomorrow}
    narrowed = next((word for word in ("qua-han", "cho-bo-sung", "cua-toi") if word in asked.filters), "")
    return str(_EMPTY[narrowed or (asked.pile if desk is None else "")])


def _due_on(actor: Actor, desk: Desk | None, asked: Asked, moment: datetime) -> str:
    wanted = replace(asked.wanted, due_today=False, due_on=moment.date(), per_page=COUNTED_TO - 1)
    found = _found(actor, desk, wanted)
    return f"{len(found.lines)}{'+' if found.more else ''}"


def _key(text: str) -> tuple[datetime | None, UUID] | None:
    """The last line of the page before, as `Asked.href` writes it; None for anything else."""
    due_at, separator, last = text.partition("_")
    try:
        at = datetime.fromisoformat(due_at) if due_at else None
        key = (at, UUID(last))
    except ValueError:
        return None
    return key if separator and (at is None or at.tzinfo is not None) else None
