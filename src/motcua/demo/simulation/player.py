"""Plays acts of a plan through the services, as their officers would, at the plan's moments."""

import random
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from motcua.accounts.rules.actor import Actor
from motcua.demo.simulation.rules import counter
from motcua.demo.simulation.rules.course import Verb
from motcua.demo.simulation.rules.plan import Application, Doing
from motcua.demo.simulation.signed import Signed
from motcua.dossiers import published
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import (
    Handover,
    Seen,
    accept_dossier,
    appraise_dossier,
    approve_dossier,
    collect_fees,
    refuse_intake,
    request_missing_papers,
    return_result,
    send_back_dossier,
    stamp_dossier,
    take_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.services.slips import Asked, MissingPaper
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, Receiver
from motcua.kernel.dates import format_date

if TYPE_CHECKING:
    from uuid import UUID

    from motcua.dossiers.facts import PublishedProcedure

SENT_BACK_FOR = "Đề nghị ghi rõ căn cứ pháp lý trong dự thảo kết quả rồi trình lại."
SCANNED = 0.85
"""Of identity checks: a card was read; else its number was typed."""


class PlayedClock:
    """Stands still until the next act."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Player:
    """Plays acts in order; use it under a `PlayedClock` of its own (`kernel.clock.using`)."""

    def __init__(self, clock: PlayedClock) -> None:
        self._clock = clock
        self._seen: dict[int, Seen] = {}
        self._visits: dict[int, UUID] = {}
        self._due: set[int] = set()
        self._procedures: dict[int, PublishedProcedure] = {}
        self._signed = Signed()
        self._plays = {
            Verb.ASK_FOR_PAPERS: self._ask_for_papers,
            Verb.REFUSE: self._refuse,
            Verb.ACCEPT: self._accept,
            Verb.TAKE: self._take,
            Verb.APPRAISE: self._appraise,
            Verb.SEND_BACK: self._send_back,
            Verb.APPROVE: self._approve,
            Verb.STAMP: self._stamp,
            Verb.RETURN: self._return,
        }

    def play(self, doing: Doing) -> None:
        self._clock.at = doing.at
        self._plays[doing.verb](doing.about, doing.by)

    def _accept(self, about: Application, by: Actor) -> None:
        procedure = published.procedure(about.handled.code)
        intake = counter.intake_of(about, procedure, self._visits.get(about.visit.number))
        dossier = accept_dossier(intake, by=by, key=_key(), body=b"")
        self._visits[about.visit.number] = dossier.visit_id
        if any(fee.state is FeeState.DUE for fee in intake.fees):
            self._due.add(about.number)
        self._procedures[about.number] = procedure
        self._now(about, dossier)

    def _ask_for_papers(self, about: Application, by: Actor) -> None:
        missing = counter.missing_papers(about, published.procedure(about.handled.code))
        request_missing_papers(_asked(about), [MissingPaper(*line) for line in missing], by=by, key=_key(), body=b"")

    def _refuse(self, about: Application, by: Actor) -> None:
        reason = counter.refusal_reason(published.procedure(about.handled.code))
        refuse_intake(_asked(about), reason, by=by, key=_key(), body=b"")

    def _take(self, about: Application, by: Actor) -> None:
        self._now(about, take_dossier(self._seen[about.number], by=by))

    def _appraise(self, about: Application, by: Actor) -> None:
        name, type_code, text = counter.decision(about, self._procedures[about.number])
        proposal = Proposal(about.favourable, name, text, type_code=type_code)
        self._now(about, appraise_dossier(self._seen[about.number], proposal=proposal, by=by))

    def _send_back(self, about: Application, by: Actor) -> None:
        self._now(about, send_back_dossier(self._seen[about.number], reason=SENT_BACK_FOR, by=by))

    def _approve(self, about: Application, by: Actor) -> None:
        self._now(about, approve_dossier(self._seen[about.number], by=by))

    def _stamp(self, about: Application, by: Actor) -> None:
        file = self._signed.file if counter.is_signed_by_the_agency(about) else None
        self._now(about, stamp_dossier(self._seen[about.number], by=by, file=file))

    def _return(self, about: Application, by: Actor) -> None:
        if about.number in self._due:
            self._now(about, collect_fees(self._seen[about.number], by=by))
        del self._procedures[about.number]
        return_result(self._seen.pop(about.number), handover=self._handover(about), by=by)

    def _handover(self, about: Application) -> Handover:
        chance = random.Random(about.luck)
        check = IdentityCheck.SCANNED if chance.random() < SCANNED else IdentityCheck.TYPED
        receiver = counter.fetched_by(about, self._clock.at.date())
        if receiver is not None:
            paper = f"Giấy ủy quyền ngày {format_date(self._clock.at.date())}"
            return Handover(Receiver.REPRESENTATIVE, receiver.number, check, receiver.name, paper)
        visit = about.visit
        return Handover(Receiver.OWNER, (visit.submitter or visit.applicant).number, check)

    def _now(self, about: Application, dossier: Dossier) -> None:
        self._seen[about.number] = Seen(dossier.pk, dossier.revision)


def _asked(about: Application) -> Asked:
    return Asked(about.visit.hall.code, about.handled.code, about.visit.applicant)


def _key() -> str:
    return secrets.token_urlsafe(24)
