"""The order in which a zone's calls are spoken: one at a time, never two over each other. Pure.

`announcer.js` of room ui plays by the same rules in the browser; a test runs both over the same days. A `Voice` is a value: each
function gives the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

REMEMBERED = 64
"""Calls that are known to have been heard, so that a stream which repeats itself after a break is not spoken twice."""


@dataclass(frozen=True)
class Call:
    """`id`: of this one call (a repeated call has another); `ticket`: whose number it is; both opaque."""

    id: str
    ticket: str
    called_at: datetime


@dataclass(frozen=True)
class Manner:
    """How a hall speaks: in which languages, in order; how often each call; after how long a call is left to the screen alone."""

    languages: tuple[str, ...] = ("vi",)
    rounds: int = 1
    stale_after: timedelta = timedelta(seconds=60)


@dataclass(frozen=True)
class Piece:
    """What is played now: one call in one language, for the first time (`round` 0) or again."""

    call: Call
    language: str
    round: int


@dataclass(frozen=True)
class Voice:
    """`waiting` in the order of speaking; `playing` None: silent."""

    waiting: tuple[Call, ...] = ()
    playing: Piece | None = None
    heard: tuple[str, ...] = ()


def called(voice: Voice, call: Call) -> Voice:
    """A call came in. The one of the same ticket that still waits gives it its place; one that came before is nothing new."""
    if call.id in voice.heard:
        return voice
    heard = (*voice.heard, call.id)[-REMEMBERED:]
    place = next((i for i, one in enumerate(voice.waiting) if one.ticket == call.ticket), None)
    if place is None:
        return replace(voice, waiting=(*voice.waiting, call), heard=heard)
    return replace(voice, waiting=(*voice.waiting[:place], call, *voice.waiting[place + 1 :]), heard=heard)


def withdrawn(voice: Voice, ticket: str) -> Voice:
    """Its person has come: what waits to be spoken is not spoken. What is being spoken is spoken to the end."""
    return replace(voice, waiting=tuple(one for one in voice.waiting if one.ticket != ticket))


def next_piece(voice: Voice, manner: Manner, now: datetime) -> Voice:
    """What to play, when nothing plays or the piece that played has ended (or could not be played); `playing` None: nothing.

    A call is told in every language before the next one. It is told again only while nobody waits: in a full hall a second round
    would make the next person's call late.
    """
    fresh = tuple(one for one in voice.waiting if now - one.called_at <= manner.stale_after)
    following = _following(voice.playing, manner.languages, rounds=1 if fresh else manner.rounds)
    if following:
        return replace(voice, waiting=fresh, playing=following)
    if not fresh or not manner.languages:
        return replace(voice, waiting=fresh, playing=None)
    return replace(voice, waiting=fresh[1:], playing=Piece(fresh[0], manner.languages[0], 0))


def _following(piece: Piece | None, languages: Sequence[str], *, rounds: int) -> Piece | None:
    """The rest of the call that is being told; a round that has begun is told to its end."""
    if piece is None or piece.language not in languages:
        return None
    place = languages.index(piece.language) + 1
    if place < len(languages):
        return replace(piece, language=languages[place])
    return Piece(piece.call, languages[0], piece.round + 1) if piece.round + 1 < rounds else None
