"""The call tree: read on a page, changed as sentences and as data, tried with a keypad, published."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.accounts import permissions
from motcua.accounts.middleware import SignedInRequest
from motcua.hotline import tree
from motcua.hotline.services.trees import current_tree, faults, publish_tree
from motcua.kernel.errors import MotCuaError
from motcua.voice import flow

LONGEST = 200_000


class TreeForm(forms.Form):
    """The whole as data: what it says is easier to change where it stands beside its translation, above."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    tree = forms.CharField(
        label=gettext_lazy("Cấu trúc, dạng JSON"),
        help_text=gettext_lazy("Nút, phím và đường đi. Chỉ đổi khi hiểu rõ; phần kiểm tra bên dưới nói chỗ sai."),
        widget=forms.Textarea,
        max_length=LONGEST,
    )


@never_cache
def script(request: SignedInRequest) -> HttpResponse:
    """Read it; POST checks what was changed, and with `publish` puts it in use."""
    number, spoken = current_tree()
    if request.method != "POST":
        form = TreeForm(initial={"based_on": number, "tree": _written(spoken.tree)}, auto_id="%s")
        return _page(request, form, spoken.sentences, [])
    if not permissions.allowed(permissions.HOTLINE_EDIT, request.actor):
        return _page(request, TreeForm(request.POST, auto_id="%s"), spoken.sentences, [], HTTPStatus.FORBIDDEN)
    return _changed(request)


def _changed(request: SignedInRequest) -> HttpResponse:
    form = TreeForm(request.POST, auto_id="%s")
    sentences = _sentences(request.POST)
    if not form.is_valid():
        return _page(request, form, sentences, [], HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        data = {"tree": json.loads(form.cleaned_data["tree"]), "sentences": sentences}
    except ValueError as error:
        form.add_error("tree", _("Không phải JSON: %(why)s") % {"why": error})
        return _page(request, form, sentences, [], HTTPStatus.UNPROCESSABLE_ENTITY)
    found = faults(data)
    if found or "publish" not in request.POST:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
        return _page(request, form, sentences, found, status, checked=not found)
    try:
        row = publish_tree(data, based_on=form.cleaned_data["based_on"], by=f"staff:{request.user.pk}")
    except MotCuaError as error:
        form.add_error(None, error.message_vi)
        return _page(request, form, sentences, [], HTTPStatus.UNPROCESSABLE_ENTITY)
    said = _(
        "Đã công bố kịch bản số %(n)s. Cuộc gọi mới dùng kịch bản này khi đã đọc xong câu mới, thường trong một phút."
    )
    messages.success(request, said % {"n": row.number})
    return redirect("backoffice:hotline_script")


def _page(  # noqa: PLR0913, PLR0917 - what the page shows
    request: SignedInRequest,
    form: TreeForm,
    sentences: Mapping[str, Mapping[str, str]],
    found: list[flow.Problem],
    status: HTTPStatus = HTTPStatus.OK,
    checked: bool = False,
) -> HttpResponse:
    number, _spoken = current_tree()
    context = {
        "form": form,
        "sentences": sentences,
        "found": found,
        "checked": checked,
        "number": number,
        "languages": tree.LANGUAGES,
        "may_edit": permissions.allowed(permissions.HOTLINE_EDIT, request.actor),
    }
    return render(request, "backoffice/hotline/script.jinja", context, status=status)


def _sentences(posted: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Field `say:PROMPT:vi` and its sister for each prompt, at most as many as a tree may have."""
    told: dict[str, dict[str, str]] = {}
    for name in list(posted)[: 2 * tree.MOST_SENTENCES + 10]:
        head, _colon, rest = name.partition(":")
        prompt, _colon, language = rest.rpartition(":")
        if head == "say" and language in tree.LANGUAGES and prompt:
            told.setdefault(prompt, dict.fromkeys(tree.LANGUAGES, ""))[language] = str(posted[name]).strip()
    return told


def _written(known: flow.Tree) -> str:
    """The tree a line a node, as it is read again."""
    data = flow.write(known)
    nodes = data.pop("nodes")
    head = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    lines = [
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(node, ensure_ascii=False)}"
        for name, node in nodes.items()
    ]
    return "{\n" + ",\n".join([*head, ' "nodes": {\n' + ",\n".join(lines) + "\n }"]) + "\n}"
