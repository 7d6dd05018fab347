"""The state of a dossier for the ear: the portal's sentences, with units and moments said from fragments."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from django.utils import translation

from motcua.answers.dossiers import answer_of
from motcua.dossiers.selectors import PublicStatus, PublicStep
from motcua.hotline.speech import counts
from motcua.hotline.speech.fragment import Fragment, Said, flat
from motcua.hotline.speech.spoken import filled, spoken
from motcua.ui import formats
from motcua.workflow import Act, Status

_UNIT, _RECEIVING, _PLACE = "⟦unit⟧", "⟦receiving⟧", "⟦place⟧"


def state(status: PublicStatus, *, now: datetime, language: str) -> Said:
    """Stage, due date, what comes next, and an apology where one is due. Nothing about a person: none is in `status`."""
    units = {
        _UNIT: spoken(status.unit, language),
        _RECEIVING: spoken(status.receiving_unit, language),
        _PLACE: spoken(status.collection, language) if status.collection else (),
    }
    marked = replace(status, unit=_UNIT, receiving_unit=_RECEIVING, collection=_PLACE if status.collection else "")
    with translation.override(language):
        answer = answer_of(marked, now=now)
        moments = dict(_moments(status, now, language))
    parts = {**units, **moments}
    return flat(filled(text, parts, language) for text in (answer.sentence, answer.apology, answer.next) if text)


def _moments(status: PublicStatus, now: datetime, language: str) -> Iterator[tuple[str, Said]]:
    """The moments of a status as the sentences write them, and how they are said; the longer ways of writing first."""
    for at in (status.due_at, status.closed_at):
        if at is not None:
            yield formats.moment(at), counts.moment(at, language, today=now.date())
            yield formats.date_long(at), counts.day(at.date(), language, today=now.date())


def every_fragment(units: Iterable[str], now: datetime) -> Iterator[Fragment]:
    """All that can be said of dossiers but moments: every status and act, in time, near, late, paused, with every unit."""
    for language in ("vi", "en"):
        for unit in units:
            yield from spoken(unit, language)
        for status in _every_status(now):
            yield from state(status, now=now, language=language)


def _every_status(now: datetime) -> Iterator[PublicStatus]:
    for status, act, due, ready, closed, collection in product(
        Status,
        (None, *Act),
        (None, now - timedelta(days=1), now + timedelta(hours=2), now + timedelta(days=9)),
        (None, now),
        (None, now),
        ("", "⟦place⟧"),
    ):
        steps = (PublicStep(Act.APPRAISE, "", "done", ready),) if ready else ()
        yield PublicStatus(
            "", status, act, "⟦unit⟧", "⟦unit⟧", now, due, now - timedelta(days=1), closed, collection, steps
        )
