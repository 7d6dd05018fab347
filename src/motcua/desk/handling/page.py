"""A dossier's page: what it is, where it stands, how long there is, and what whoever looks may do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.actor import Actor
from motcua.desk.handling import forms
from motcua.desk.handling.acts import ACTS, DeskAct, result_codes
from motcua.desk.handling.lines import TAG_WORDS, WORD_OF, rows_of, time_left
from motcua.desk.handling.told import steps_of, trail_of
from motcua.dossiers import published
from motcua.dossiers.labels import STATUSES
from motcua.dossiers.permissions import may_read, may_read_trail, may_return
from motcua.dossiers.rules.standing import Standing, stand
from motcua.dossiers.selectors import DossierPage, Wanted, desks_of, dossier_page, inbox
from motcua.dossiers.vocabulary import FeeState
from motcua.kernel import clock
from motcua.workflow import Act, Status

CUT_SHORT = frozenset({Status.WITHDRAWN, Status.STOPPED})
"""Where form 05 goes with it."""
BESIDE = 12
"""Lines of the pile that stand beside an open dossier."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a POST came to, when it isn't a redirect: the act's form as it was sent, and how the page opens."""

    act: DeskAct
    form: forms.ActForm
    status: int
    overtaken: str = ""
    """Who did what meanwhile, or why it can't be done any more."""


def readable(request: SignedInRequest, code: str) -> DossierPage:
    """The dossier, for those who may read it; for others it isn't there."""
    page = dossier_page(code)
    if page is None or not may_read(request.actor, page.dossier):
        raise Http404
    return page


def shown(request: SignedInRequest, page: DossierPage, answer: Answer | None = None) -> HttpResponse:
    context = context_of(page, request.actor, answer)
    return render(request, "desk/handling/dossier.jinja", context, status=answer.status if answer else 200)


def context_of(page: DossierPage, actor: Actor, answer: Answer | None) -> Mapping[str, object]:
    dossier, now = page.dossier, clock.now()
    found = stand(_calendar(page), Status(dossier.status), dossier.due_at, dossier.solved_at, now)
    opened = [act for act in ACTS if act.is_open(page, actor)]
    lost = answer.form.typed() if answer and answer.act not in opened else []
    return {
        "page": page,
        "dossier": dossier,
        "status_word": STATUSES[Status(dossier.status)],
        "state": found.standing.value,
        "state_word": TAG_WORDS.get(found.standing, STATUSES[Status(dossier.status)]),
        "left": time_left(found, Status(dossier.status)),
        "is_late": found.standing is Standing.LATE,
        "late_by": abs(found.left) if found.left and found.left < timedelta(0) else None,
        "steps_shown": steps_of(page),
        "trail": trail_of(dossier.code) if may_read_trail(actor, dossier) else [],
        "opened": sorted((_opened(act, page, actor, answer) for act in opened), key=lambda item: not item["sent"]),
        "answer": answer,
        "lost": lost,
        "results": list(result_codes(page)),
        "bases": _bases(page),
        "cut_short": CUT_SHORT,
        "due_fees": sum(fee.amount for fee in page.fees if fee.state == FeeState.DUE),
        "may_return_now": dossier.act == Act.RETURN and may_return(actor, dossier),
        **_beside(page, actor),
    }


def _opened(act: DeskAct, page: DossierPage, actor: Actor, answer: Answer | None) -> dict[str, Any]:
    """An act with its form: as it was sent, with the fresh revision, or empty. The one that was sent comes first."""
    if answer is not None and answer.act is act:
        form = answer.form
        if form.is_bound:
            form.data = {**{name: form.data[name] for name in form.data}, "revision": str(page.dossier.revision)}
    else:
        form = form_for(act, page)
    in_hand = page.dossier.assignee_id == actor.staff_id
    return {"act": act, "form": form, "sent": answer is not None and answer.act is act, "in_hand": in_hand}


def form_for(act: DeskAct, page: DossierPage, data: Any = None, sent: Any = None) -> forms.ActForm:
    """The form of an act: bound to what was sent, or with what is known of it already."""
    options: dict[str, Any] = {"auto_id": f"{act.name}-%s"}
    if act.form is forms.CompleteForm:
        options["asked"] = [line["name"] for slip in page.supplements for line in slip.missing]
    if data is not None:
        return act.form(data, sent, **options)
    initial: dict[str, Any] = {"revision": page.dossier.revision}
    if act.form is forms.AppraiseForm:
        initial |= _proposed_before(page)
    return act.form(initial=initial, **options)


def _proposed_before(page: DossierPage) -> dict[str, Any]:
    """After a dossier was sent back, what was proposed; else the name of the first result in the catalogue."""
    if page.result is None:
        return {"name": next(iter(result_codes(page)), "")}
    text = {"decision" if page.result.favourable else "reasons": page.result.decision}
    favourable = forms.FAVOURABLE if page.result.favourable else forms.UNFAVOURABLE
    name = page.result.name if page.result.favourable else next(iter(result_codes(page)), "")
    return {"outcome": favourable, "name": name, "keep_file": page.result.stored_file is not None, **text}


def _beside(page: DossierPage, actor: Actor) -> dict[str, object]:
    """The pile that the dossier lies in, or the first one that whoever looks works on."""
    desks = desks_of(actor)
    desk = next((desk for desk in desks if desk.act == page.dossier.act), desks[0] if desks else None)
    if desk is None:
        return {"beside": [], "beside_word": "", "tag_words": {}}
    lines = inbox(actor, desk, Wanted(per_page=BESIDE)).lines
    return {
        "beside": rows_of(lines, clock.now()),
        "beside_word": WORD_OF[desk.act],
        "tag_words": {standing.value: word for standing, word in TAG_WORDS.items()},
    }


def _bases(page: DossierPage) -> list[str]:
    """The procedure's legal bases, to choose from in a request for a supplement."""
    return [
        _("%(title)s (%(number)s)") % {"title": title, "number": number} if title else number
        for number, title in published.legal_bases(page.dossier.procedure_version_id)
    ]


def _calendar(page: DossierPage) -> Any:
    return published.unit(page.dossier.unit.code).calendar
