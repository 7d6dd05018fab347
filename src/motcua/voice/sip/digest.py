"""Proving to a carrier who registers (RFC 3261 §22, RFC 7616, RFC 8760): the answer to a challenge."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import SPACE, Parameters, quote, read_parameters, split_outside, unquote

_SCHEME = "digest"
# Strongest first; the carrier's own order counts for nothing where it still offers MD5 beside a better one.
_ALGORITHMS = {"SHA-256": "sha256", "MD5": "md5"}
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a registrar or proxy asks. `auth`: qop=auth is offered; without any qop the answer is that of RFC 2069."""

    realm: str
    nonce: str
    algorithm: str = "MD5"
    auth: bool = False
    opaque: str | None = None
    stale: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises MalformedError, also for what can't be answered: other schemes, algorithms, and auth-int alone."""
        scheme, _, rest = text.strip(SPACE).partition(" ")
        if scheme.lower() != _SCHEME or len(text) > _LONGEST:
            raise MalformedError("A challenge of another kind than Digest")
        asked = _parameters(rest)
        realm, nonce = asked.get("realm"), asked.get("nonce")
        if realm is None or nonce is None:
            raise MalformedError("A challenge needs a realm and a nonce")
        algorithm = (asked.get("algorithm") or "MD5").upper()
        qops = [qop.strip(SPACE).lower() for qop in (asked.get("qop") or "").split(",") if qop.strip(SPACE)]
        if algorithm not in _ALGORITHMS or (qops and "auth" not in qops):
            raise MalformedError("A challenge that can't be answered here")
        stale = (asked.get("stale") or "").lower() == "true"
        return cls(realm, nonce, algorithm, "auth" in qops, asked.get("opaque"), stale)


def _parameters(text: str) -> Parameters:
    read = read_parameters([part for part in split_outside(text, ",") if part])
    return {name: None if value is None else unquote(value) for name, value in read.items()}


def strongest(texts: Iterable[str]) -> Challenge | None:
    """Of several challenges the best that can be answered (RFC 8760 §2.4); None: there is none."""
    challenges = []
    for text in texts:
        try:
            challenges.append(Challenge.read(text))
        except MalformedError:
            continue
    return min(challenges, key=lambda one: list(_ALGORITHMS).index(one.algorithm), default=None)


def respond(  # noqa: PLR0913 - all that the proof is made of
    asked: Challenge, method: str, uri: str, *, user: str, password: str, count: int, cnonce: str
) -> str:
    """The header's value. `count` is how often this nonce was used, from 1; `cnonce` is new for each request."""

    def digest(text: str) -> str:
        return hashlib.new(
            _ALGORITHMS[asked.algorithm], text.encode("utf-8", "surrogateescape"), usedforsecurity=False
        ).hexdigest()

    secret = digest(f"{user}:{asked.realm}:{password}")
    what = digest(f"{method}:{uri}")
    uses = f"{count:08x}:{cnonce}:auth:" if asked.auth else ""
    fields = [("username", user), ("realm", asked.realm), ("nonce", asked.nonce), ("uri", uri)]
    fields.append(("response", digest(f"{secret}:{asked.nonce}:{uses}{what}")))
    if asked.opaque is not None:
        fields.append(("opaque", asked.opaque))
    told = [f"{name}={quote(value)}" for name, value in fields]
    told.append(f"algorithm={asked.algorithm}")
    if asked.auth:
        told += ["qop=auth", f"nc={count:08x}", f"cnonce={quote(cnonce)}"]
    return "Digest " + ", ".join(told)
