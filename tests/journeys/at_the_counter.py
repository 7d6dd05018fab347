"""What a receiving officer of the demo province meets: a visit of two dossiers, both slips, a result to hand over."""

from functools import partial

from motcua.accounts.models import Staff
from motcua.accounts.rules.actor import Actor, Post
from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.catalogue.vocabulary import FeeKind
from motcua.dossiers import published
from motcua.dossiers.facts import FeeTaken, Intake, PaperGiven, PublishedProcedure
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import (
    Seen,
    accept_dossier,
    appraise_dossier,
    approve_dossier,
    refuse_intake,
    request_missing_papers,
    stamp_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.services.slips import Asked, MissingPaper
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel import clock
from motcua.ui.once import new_key

OFFICER, LAND = "tiepnhan08", "1.012784"
APPLICANT = PartyFacts(PartyKind.CITIZEN, "Nguyễn Thị Ánh", NumberKind.CITIZEN_ID, "000185012345")
RESULT = Proposal(favourable=True, name="Giấy chứng nhận quyền sử dụng đất", decision="Cấp giấy chứng nhận.")
CARD = "000185012345|012345678|Nguyễn Thị Ánh|05091985|Nữ|ấp Bến Đá, phường Bến Đá|01012024"


def receive() -> dict[str, str]:
    """Addresses' parts: of a visit, slips, a dossier under way one whose result waits, and one whose result a journey returns."""
    officer = Staff.objects.get(sign_in_name=OFFICER)
    by = actor_of(officer, day=clock.now().date())
    code = _unit_of(officer)
    about = published.procedure(LAND)
    taken = partial(_accept, by, code, about)
    first = taken()
    second = taken(visit_id=first.visit_id)
    due = (FeeTaken(FeeKind.FEE, "Phí thẩm định hồ sơ", 120_000, FeeState.DUE),)
    waiting, to_return = taken(fees=due), taken(fees=due)
    solve(waiting)
    solve(to_return)
    asked = Asked(code, LAND, APPLICANT, "Cấp giấy chứng nhận")
    missing = [MissingPaper(paper.name, "chưa có trong hồ sơ") for paper in about.papers] or [MissingPaper("Đơn")]
    slip = request_missing_papers(asked, missing, by=by, key=new_key(), body=b"")
    refusal = refuse_intake(asked, "Không thuộc thẩm quyền giải quyết.", by=by, key=new_key(), body=b"")
    return {
        "visit": str(first.visit_id),
        "slip": str(slip.pk),
        "refusal": str(refusal.pk),
        "under_way": second.code,
        "waiting": waiting.code,
        "to_return": to_return.code,
    }


def solve(dossier: Dossier) -> None:
    """Through the agency's hands, to the counter that returns it."""
    for act, role in (
        (partial(appraise_dossier, proposal=RESULT), Role.HANDLING_OFFICER),
        (approve_dossier, Role.APPROVER),
        (stamp_dossier, Role.REGISTRY_CLERK),
    ):
        row = Dossier.objects.get(pk=dossier.pk)
        act(Seen(row.pk, row.revision), by=_who(role, row))


def _accept(by: Actor, unit: str, about: PublishedProcedure, **more) -> Dossier:
    papers = tuple(PaperGiven(paper.position, PaperState.ORIGINAL, 1) for paper in about.papers)
    return accept_dossier(Intake(unit, about.code, APPLICANT, papers, **more), by=by, key=new_key(), body=b"")


def _unit_of(officer: Staff) -> str:
    return officer.roles.get(role=Role.RECEPTION).unit.code


def _who(role: Role, dossier: Dossier) -> Actor:
    """An account of the competent agency in that role."""
    staff = Staff.objects.filter(roles__agency=dossier.agency_id, roles__role=role).first()
    assert staff is not None
    return Actor(staff.pk, frozenset({role}), frozenset({Post(role, agency_id=dossier.agency_id)}))
