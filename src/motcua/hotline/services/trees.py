"""The tree that callers meet: the newest published one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from motcua.foundation import audit
from motcua.hotline import tree
from motcua.hotline.dialogue import questions
from motcua.hotline.models import CallTree
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.voice import flow


def current_tree() -> tuple[int, tree.Spoken]:
    """Its number (0: the opening one) and what it says."""
    row = CallTree.objects.order_by("-number").first()
    return (row.number, tree.read(row.data)) if row else (0, tree.opening())


def faults(data: Mapping[str, Any]) -> list[flow.Problem]:
    """What keeps this tree from being published."""
    try:
        spoken = tree.read(data)
    except tree.MalformedScriptError as error:
        return [flow.Problem(str(error))]
    return tree.problems(spoken, questions())


@transaction.atomic
def publish_tree(data: Mapping[str, Any], *, based_on: int, by: str) -> CallTree:
    """Put a tree in use for the calls from now on.

    Raises:
        InvalidInputError: it has problems, or somebody else has published one since number `based_on`.
    """
    last = CallTree.objects.select_for_update().order_by("-number").first()
    number = last.number if last else 0
    if number != based_on:
        sentence = "Có người vừa công bố kịch bản khác. Tải lại trang rồi sửa trên bản mới nhất."
        raise InvalidInputError("hotline:tree:overtaken", sentence, "a newer tree was published")
    if found := faults(data):
        about = f"{found[0].node}: " if found[0].node else ""
        raise InvalidInputError("hotline:tree:problems", f"{about}{found[0].sentence}", f"{len(found)} problems")
    row = CallTree.objects.create(number=number + 1, data=dict(data), published_at=clock.now(), published_by=by)
    audit.append(actor=by, act="hotline:tree:published", subject=f"tree:{row.number}", details={"number": row.number})
    return row
