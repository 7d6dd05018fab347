"""Dossiers in every state that a citizen can find theirs in, received and handled as people of the demo province would."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from motcua.accounts.models import Staff
from motcua.accounts.rules.actor import Actor, Post
from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.accounts.rules.roles import Role
from motcua.demo.intakes import example_intake
from motcua.dossiers import published
from motcua.dossiers.facts import Intake, MissingPaper, PaperGiven
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import (
    Handover,
    Seen,
    accept_dossier,
    appraise_dossier,
    approve_dossier,
    request_supplement,
    return_result,
    stamp_dossier,
    stop_dossier,
    take_dossier,
    withdraw_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.vocabulary import IdentityCheck, PaperState, Receiver
from motcua.foundation.ids import uuid7
from motcua.kernel import clock
from motcua.workflow import Status

PROCEDURE = "1.001193"
APPLICANT = PartyFacts(PartyKind.CITIZEN, "Nguyễn Thị Ánh", NumberKind.CITIZEN_ID, "000185012345")
RESULT = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh.")
HANDOVER = Handover(Receiver.OWNER, APPLICANT.number, IdentityCheck.TYPED)
MISSING = MissingPaper("Giấy chứng sinh", "bản đã nộp không có dấu", "Điều 16 Luật Hộ tịch")
Do = Callable[..., object]

TAKE: Do = take_dossier
APPRAISE: Do = partial(appraise_dossier, proposal=RESULT)
APPROVE: Do = approve_dossier
STAMP: Do = stamp_dossier
RETURN: Do = partial(return_result, handover=HANDOVER)
ASK: Do = partial(request_supplement, missing=(MISSING,))
WITHDRAW: Do = partial(withdraw_dossier, reason="Người nộp chuyển nơi ở.")
STOP: Do = partial(stop_dossier, reason="Đã giải quyết ở hồ sơ khác.")


@dataclass(frozen=True)
class Followed:
    """What the slip of a dossier carries."""

    code: str
    token: str

    @property
    def address(self) -> str:
        """What the QR code opens."""
        return f"/tra-cuu/?code={self.code}&token={self.token}"


def follow() -> dict[str, Followed]:
    """State → the slip of a dossier in it."""
    return {name: _slip(acts, columns()) for name, (acts, columns) in STATES.items()}


def _slip(acts: tuple[Do, ...], columns: dict[str, object]) -> Followed:
    dossier = _received()
    for act in acts:
        seen = Seen(dossier.pk, Dossier.objects.get(pk=dossier.pk).revision)
        act(seen, by=_everybody(dossier.unit_id, dossier.agency_id))
    if columns:
        Dossier.objects.filter(pk=dossier.pk).update(**columns)
    return Followed(dossier.code, dossier.look_up_token)


def _received() -> Dossier:
    body = example_intake(PROCEDURE)
    papers = tuple(PaperGiven(paper["position"], PaperState(paper["state"]), 1) for paper in body["papers"])
    intake = Intake(body["unit"], body["procedure"], APPLICANT, papers)
    return accept_dossier(intake, by=_everybody(published.unit(body["unit"]).id, None), key=str(uuid7()), body=b"")


def _everybody(unit_id: int, agency_id: int | None) -> Actor:
    """One who holds every post at the dossier's places: the scene needs its states, not who made them."""
    posts = {Post(role, unit_id=unit_id) for role in Role} | {Post(role, agency_id=agency_id) for role in Role}
    return Actor(Staff.objects.earliest("pk").pk, frozenset(Role), frozenset(posts))


def _due(hours: int) -> Callable[[], dict[str, object]]:
    def columns() -> dict[str, object]:
        due = clock.now() + timedelta(hours=hours)
        return {"due_at": due, "original_due_at": due}

    return columns


def _waiting(status: Status) -> Callable[[], dict[str, object]]:
    return lambda: {"status": status, "due_at": None}


STATES: dict[str, tuple[tuple[Do, ...], Callable[[], dict[str, object]]]] = {
    "received": ((), dict),
    "appraised": ((TAKE,), dict),
    "due-soon": ((APPRAISE,), _due(3)),
    "late": ((TAKE,), _due(-30)),
    "supplement": ((TAKE, ASK), dict),
    "payment": ((TAKE,), _waiting(Status.PAYMENT_REQUESTED)),
    "solved": ((APPRAISE, APPROVE, STAMP), dict),
    "returned": ((APPRAISE, APPROVE, STAMP, RETURN), dict),
    "withdrawn": ((TAKE, WITHDRAW), dict),
    "stopped": ((APPRAISE, STOP), dict),
}
"""State → the acts that lead there, and the columns of what no service does yet or only time can."""
