"""Small facts about a person, kept for an hour in a form that a copy of the database doesn't give away.

    sealed = seal({"name": …}, purpose="ticketing:introduction")
    facts = unseal(sealed, purpose="ticketing:introduction", at_most=timedelta(hours=12))

The key is made from the installation's secret: with another secret nothing opens any more, which is as if it had been deleted.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(facts: Mapping[str, Any], *, purpose: str) -> str:
    """Plain JSON, encrypted and signed; only `unseal` with the same purpose opens it."""
    return _fernet(purpose).encrypt(json.dumps(dict(facts)).encode()).decode()


def unseal(sealed: str, *, purpose: str, at_most: timedelta) -> dict[str, Any] | None:
    """What was sealed; None when it was changed, sealed for something else, or longer ago than `at_most`."""
    try:
        opened = _fernet(purpose).decrypt(sealed.encode(), ttl=int(at_most.total_seconds()))
    except InvalidToken:
        return None
    found = json.loads(opened)
    assert isinstance(found, dict)
    return found


def _fernet(purpose: str) -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"motcua.sealed", salt=_salt(purpose))
    return Fernet(base64.urlsafe_b64encode(key.digest()))


def _salt(purpose: str) -> bytes:
    return hashlib.sha256(purpose.encode()).digest()[: hashlib.blake2b.SALT_SIZE]
