"""Dossiers that lie at the department of construction when the journeys begin, for officers to work on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from motcua.accounts.models import Staff
from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.accounts.rules.roles import Role
from motcua.accounts.selectors import actor_of
from motcua.catalogue.models import HandledProcedure
from motcua.catalogue.vocabulary import Level
from motcua.demo.intakes import example_intake
from motcua.dossiers.facts import Intake, PaperGiven
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Handover, Seen, accept_dossier, return_result
from motcua.dossiers.vocabulary import IdentityCheck, PaperState, Receiver
from motcua.foundation.ids import uuid7
from motcua.kernel import clock
from motcua.kernel.limits import Limit
from motcua.organisation.models import Agency

RECEPTION, OFFICER, COLLEAGUE, APPROVER = "tiepnhan08", "thuly.xaydung1", "thuly.xaydung2", "pheduyet.xaydung"
APPLICANT = PartyFacts(
    PartyKind.CITIZEN, "Phạm Ngọc Hương Giang", NumberKind.CITIZEN_ID, "000190012345", phone="0912345678"
)
T = TypeVar("T")
NAMES = ("for_three", "for_two", "to_supplement", "to_withdraw", "untouched")


def lay_on_desk() -> dict[str, str]:
    """Name → code of a dossier just received; of each, one journey is the master."""
    procedure = _procedure_with_the_longest_title()
    return {name: _received(procedure).code for name in NAMES}


def returned(code: str) -> int:
    """Hand the result over at reception, through the services; the dossier's status afterwards."""

    def hand_over() -> int:
        dossier = Dossier.objects.get(code=code)
        seen = Seen(dossier.pk, dossier.revision)
        handover = Handover(Receiver.OWNER, APPLICANT.number, IdentityCheck.SCANNED)
        return return_result(seen, handover=handover, by=_actor(RECEPTION)).status

    return apart(hand_over)


def apart(work: Callable[[], T]) -> T:
    """Work of the ORM in a thread of its own: Playwright's loop runs in this one."""

    def work_and_close() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work_and_close).result()


def _procedure_with_the_longest_title() -> str:
    fields = _department().fields
    handled = HandledProcedure.objects.filter(
        decision__level=Level.PROVINCE,
        procedure__current__field__name__in=fields,
        procedure__current__legal_limit_quantity__isnull=False,
    )
    titles = handled.values_list("procedure__current__title", "procedure__code").distinct()
    return max(titles, key=lambda found: (len(found[0]), found[1]))[1]


def _department() -> Agency:
    """Where the officer handles dossiers."""
    (pk,) = _actor(OFFICER).agencies(Role.HANDLING_OFFICER)
    return Agency.objects.get(pk=pk)


def _received(procedure: str) -> Dossier:
    by = _actor(RECEPTION)
    body = example_intake(procedure, unit_code="trung-tam-tinh")
    papers = tuple(PaperGiven(paper["position"], PaperState(paper["state"]), 1) for paper in body["papers"])
    limit = Limit.of(body["limit"]["quantity"], body["limit"]["unit"]) if "limit" in body else None
    intake = Intake(body["unit"], procedure, APPLICANT, papers, agency_id=_department().pk, limit=limit)
    return accept_dossier(intake, by=by, key=str(uuid7()), body=b"")


def _actor(name: str) -> Actor:
    return actor_of(Staff.objects.get(sign_in_name=name), day=clock.now().date())
