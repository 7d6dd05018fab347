"""A dossier's page and the acts that are sent from it.

Who was overtaken gets the page as it is now, with what was typed in the form again; who pressed twice gets what the first
press did.
"""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import SignedInRequest
from motcua.accounts.rules.actor import Actor
from motcua.desk.handling import forms
from motcua.desk.handling.acts import BY_NAME, DeskAct, FieldsError, field_of
from motcua.desk.handling.page import Answer, form_for, readable, shown
from motcua.dossiers.labels import ACTS as ACT_WORDS
from motcua.dossiers.models import Dossier, DossierStep
from motcua.dossiers.selectors import DossierPage, last_act
from motcua.dossiers.services import OvertakenError, Seen
from motcua.foundation.files import FileTooLargeError
from motcua.foundation.files.uploads import was_too_large
from motcua.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from motcua.ui import formats
from motcua.workflow import Act

MORE = "them"
"""The button that brings more lines and sends nothing."""


@require_safe
def dossier(request: SignedInRequest, dossier_code: str) -> HttpResponse:
    return shown(request, readable(request, dossier_code))


def act(request: SignedInRequest, dossier_code: str, name: str) -> HttpResponse:
    """Do one of the acts; opened by hand, its address leads to the dossier."""
    if request.method != "POST":
        return redirect("desk:dossier", dossier_code)
    page, todo = readable(request, dossier_code), BY_NAME[name]
    sent = request.FILES
    form = form_for(todo, page, request.POST, sent)
    if MORE in request.POST and isinstance(form, forms.SupplementForm):
        return shown(request, page, Answer(todo, _with_more_lines(form), HTTPStatus.OK))
    if was_too_large(request):
        form.add_error("file" if "file" in form.fields else None, _too_large())
        return shown(request, page, Answer(todo, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
    if not form.is_valid():
        return shown(request, page, Answer(todo, form, HTTPStatus.UNPROCESSABLE_ENTITY))
    return _done(request, page, todo, form)


def _done(request: SignedInRequest, page: DossierPage, todo: DeskAct, form: forms.ActForm) -> HttpResponse:
    seen = Seen(page.dossier.pk, form.cleaned_data["revision"])
    try:
        todo.do(seen, form, page, request.actor)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except OvertakenError as error:
        if not _was_me(page.dossier, seen, todo, request.actor):
            return _overtaken(request, page, todo, form, error)
    except ConflictError as error:
        return _overtaken(request, page, todo, form, error)
    except FieldsError as error:
        return _wrong(request, page, todo, form, error.wrong)
    except FileTooLargeError as error:
        form.add_error("file", error.message_vi)
        return shown(request, page, Answer(todo, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
    except InvalidInputError as error:
        return _wrong(request, page, todo, form, [(field_of(error, form), error.message_vi)])
    messages.success(request, f"{todo.said} {_what_next(page.dossier)}".strip())
    return redirect("desk:dossier", page.dossier.code)


def _wrong(
    request: SignedInRequest,
    page: DossierPage,
    todo: DeskAct,
    form: forms.ActForm,
    wrong: list[tuple[str | None, str]],
) -> HttpResponse:
    for field, sentence in wrong:
        form.add_error(field, sentence)
    return shown(request, page, Answer(todo, form, HTTPStatus.UNPROCESSABLE_ENTITY))


def _overtaken(
    request: SignedInRequest, page: DossierPage, todo: DeskAct, form: forms.ActForm, error: ConflictError
) -> HttpResponse:
    fresh = readable(request, page.dossier.code)
    return shown(request, fresh, Answer(todo, form, HTTPStatus.CONFLICT, error.message_vi))


def _was_me(dossier: Dossier, seen: Seen, todo: DeskAct, actor: Actor) -> bool:
    """Whether the one act since then is this very one, by the same person: a button pressed twice."""
    if dossier.revision != seen.revision + 1:
        return False
    last = last_act(dossier.code)
    return last is not None and (last.actor, last.act) == (actor.name, todo.audited_as)


def _what_next(dossier: Dossier) -> str:
    """The step that waits now and until when it should be done."""
    step = DossierStep.objects.filter(dossier=dossier, ended_at=None).first()
    if step is None or step.due_at is None:
        return ""
    until = f"{formats.clock(step.due_at)} {formats.date(step.due_at)}"
    return _("Bước đang chờ: %(step)s, nên xong trước %(until)s.") % {"step": ACT_WORDS[Act(step.act)], "until": until}


def _with_more_lines(form: forms.SupplementForm) -> forms.SupplementForm:
    """The form with what was typed and more empty lines; nothing is checked yet."""
    typed = {name: form.data.get(name, "") for name in form.fields}
    size = form.size + form.MORE_LINES
    return forms.SupplementForm(initial={**typed, "size": size}, auto_id=form.auto_id, size=size)


def _too_large() -> str:
    return _("Tệp lớn quá 20 MB. Hãy quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp.")
