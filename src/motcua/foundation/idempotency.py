"""A request that creates something carries a key, so that its repeats change nothing and get the same answer.

A browser sends it as a hidden field made with the form, a program as the header Idempotency-Key. The key, the
effect and the answer commit together; parallel repeats wait for the first and then get its answer.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from motcua.foundation import statements
from motcua.foundation.models import IdempotencyKey
from motcua.kernel.errors import InvalidInputError

Answer = dict[str, Any]

KEPT_FOR = timedelta(days=7)
"""How long a repeat is recognised; longer than any client retries, and a form left open over a weekend."""

_CLAIM = """
INSERT INTO foundation_idempotencykey (scope, key, body_digest, answer) VALUES (%s, %s, %s, %s::jsonb)
ON CONFLICT (scope, key) DO NOTHING RETURNING id
"""
_KEEP = "UPDATE foundation_idempotencykey SET answer = %s::jsonb WHERE id = %s RETURNING id"

_KEY = re.compile(r"[A-Za-z0-9_-]{16,100}")


class KeyReusedError(InvalidInputError):
    """The key came back with another content: the client's mistake, and nothing was done (HTTP 422)."""


def once(*, scope: str, key: str, body: bytes, effect: Callable[[], Answer], foretold: Answer | None = None) -> Answer:
    """Run `effect` the first time, in one transaction with the key; afterwards only repeat its answer.

    Args:
        scope: who asks for what, "staff:17 dossiers:accept"; a key means nothing outside its scope.
        key: 16 to 100 letters, digits, "-" or "_", random, made by the client.
        body: what was sent; only its digest is kept.
        effect: does the work and returns what the answer is made from, as plain JSON with nothing about a person
            (ids: the view reads the rest again). If it raises, nothing happened and the key is free.
        foretold: the answer, where it is known before (keys made in Python): it is kept with the key in one
            statement, and no lock that `effect` took last waits for another.

    Raises:
        InvalidInputError: the key is missing or malformed.
        KeyReusedError: the key was used with another body.
    """
    if not _KEY.fullmatch(key):
        raise InvalidInputError(
            "foundation:idempotency_key:malformed",
            "Biểu mẫu thiếu mã chống gửi trùng. Hãy tải lại trang rồi gửi lại.",
            "the idempotency key is missing or malformed",
        )
    digest = hashlib.sha256(body).digest()
    with transaction.atomic():
        claimed = _claim(scope, key, digest, foretold)
        if claimed is None:
            return _answer_given(scope, key, digest)
        answer = effect()
        if foretold is None:
            statements.fetch_all(_KEEP, [json.dumps(answer), claimed])
        return answer


def prune() -> int:
    """Forget keys older than KEPT_FOR; returns how many."""
    deleted, _ = IdempotencyKey.objects.filter(created_at__lt=Now() - KEPT_FOR).delete()
    return deleted


def _claim(scope: str, key: str, digest: bytes, foretold: Answer | None) -> int | None:
    """The new row's id; None when the key was used. A parallel claim waits here until the first transaction ends."""
    row = statements.fetch_one(_CLAIM, [scope, key, digest, None if foretold is None else json.dumps(foretold)])
    return None if row is None else int(row[0])


def _answer_given(scope: str, key: str, digest: bytes) -> Answer:
    held = IdempotencyKey.objects.get(scope=scope, key=key)
    if bytes(held.body_digest) != digest:
        raise KeyReusedError(
            "foundation:idempotency_key:reused",
            "Biểu mẫu này đã được gửi với nội dung khác. Hãy mở biểu mẫu mới để gửi nội dung này.",
            "the idempotency key came with another body",
        )
    assert held.answer is not None
    return dict(held.answer)
