"""A form that was sent when the session had just ended is kept until its owner has signed in again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.kernel.identifiers import card_code_in

_KEY = "kept_form"
_FIELDS_AT_MOST = 500
_CHARACTERS_AT_MOST = 100_000
_NEVER_KEPT = ("password", "mat_khau", "csrfmiddlewaretoken")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was typed and where it was going. Chosen files are not in it; `had_files` says that some were."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


def keep(request: HttpRequest, *, staff_id: int) -> None:
    """Put the request's form into the (new, anonymous) session, if it is one that a person can have typed."""
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts if _may_be_kept(name, text)]
    if fields and len(fields) <= _FIELDS_AT_MOST and _size(fields) <= _CHARACTERS_AT_MOST:
        request.session[_KEY] = {
            "staff_id": staff_id,
            "path": request.get_full_path(),
            "fields": fields,
            "had_files": bool(request.FILES),
        }


def kept_for(request: HttpRequest, *, staff_id: int) -> KeptForm | None:
    """The form, for the person who typed it; for anybody else it is gone: computers at a counter change hands."""
    kept = request.session.get(_KEY)
    if kept is None or kept["staff_id"] != staff_id:
        request.session.pop(_KEY, None)
        return None
    return KeptForm(kept["path"], [(name, text) for name, text in kept["fields"]], kept["had_files"])


def _may_be_kept(name: str, text: str) -> bool:
    """No password; and not what a scanner read off an identity card, which says more than any form asks for."""
    return not any(word in name.lower() for word in _NEVER_KEPT) and not card_code_in(text)


def _size(fields: Iterable[tuple[str, str]]) -> int:
    return sum(len(name) + len(text) for name, text in fields)
