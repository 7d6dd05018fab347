"""What a bench needs in its centre before the load: one-stop units with a token each, bodies to hand in, dossiers to ask for.

These functions run in a process of the centre's (`BenchCentre.call`): arguments and answers are JSON.
"""

import itertools
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from motcua.accounts import session
from motcua.accounts.models import RoleAssignment, Staff
from motcua.accounts.rules.roles import Role
from motcua.accounts.services.systems import enable_system
from motcua.accounts.services.tokens import issue_token
from motcua.accounts.session_store import SessionStore
from motcua.catalogue.selectors import handled_procedures
from motcua.catalogue.vocabulary import Level
from motcua.conf.bench.intake import NUMBER
from motcua.demo.intakes import example_intake
from motcua.dossiers import papers, published
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import find_dossier
from motcua.foundation import audit
from motcua.foundation.models import AuditEntry, NumberSeries
from motcua.kernel import clock
from motcua.kernel.errors import MotCuaError
from motcua.kernel.percentiles import percentile
from motcua.organisation.models import Agency, AgencyKind, OneStopUnit
from motcua.workflow import Act

UNITS = 34
"""Provinces of the country: as many centres, each with its own numbers and its own chain."""
PROCEDURES = 12
FEWEST_PAPERS, MOST_PAPERS = 3, 8
LONG_AGO = date(2025, 7, 1)


def open_units(units: int = UNITS) -> dict[str, Any]:
    """Open units of the province and give software a token at each; returns {"tokens", "bodies"}, bodies by unit."""
    first = OneStopUnit.objects.select_related("agency", "administrative_unit").get(code="trung-tam-tinh")
    opened = [_open_unit(first, number) for number in range(1, units + 1)]
    codes = _procedures(opened[0].code)
    bodies = [[_body(code, unit.code) for code in codes] for unit in opened]
    return {"tokens": [_token(unit) for unit in opened], "bodies": bodies}


def count_dossiers() -> dict[str, int]:
    """How many dossiers there are, how many audit lines say so, how many numbers were given out."""
    series = NumberSeries.objects.filter(series__startswith="dossier:").values_list("value", flat=True)
    return {
        "dossiers": Dossier.objects.count(),
        "audited": AuditEntry.objects.filter(act="dossiers:dossier:accepted").count(),
        "numbers": sum(series),
    }


def some_slips(most: int = 20_000) -> list[list[str]]:
    """Code and token of dossiers, as their slips carry them."""
    return [list(pair) for pair in Dossier.objects.values_list("code", "look_up_token").order_by("id")[:most]]


def _open_unit(first: OneStopUnit, number: int) -> OneStopUnit:
    keeper = Agency.objects.create(
        code=f"{first.agency.code}.{number}",
        name=f"Trung tâm đo tải số {number}",
        kind=AgencyKind.CENTRE,
        level=first.agency.level,
        administrative_unit=first.administrative_unit,
        valid_from=LONG_AGO,
    )
    return OneStopUnit.objects.create(
        code=f"do-tai-{number}",
        name=keeper.name,
        level=first.level,
        agency=keeper,
        administrative_unit=first.administrative_unit,
        address="không có thật",
        valid_from=LONG_AGO,
    )


def _token(unit: OneStopUnit) -> str:
    now = clock.now()
    software = enable_system(f"Phần mềm đo tải {unit.code}", Role.RECEPTION, unit, by="system", now=now)
    return issue_token(software, name="đo tải", days=1, by="system", now=now).secret


def _procedures(unit_code: str) -> list[str]:
    """Ordinary procedures: with an agency, a limit and a handful of papers that everybody brings."""
    codes: list[str] = []
    for handling in handled_procedures(level=Level.PROVINCE):
        if len(codes) < PROCEDURES and _is_ordinary(unit_code, handling.procedure_code):
            codes.append(handling.procedure_code)
    return codes


def _is_ordinary(unit_code: str, code: str) -> bool:
    try:
        offer = published.offer(unit_code, code)
    except MotCuaError:
        return False
    papers = [paper for paper in offer.procedure.papers if not paper.case]
    return offer.agency is not None and offer.limit is not None and FEWEST_PAPERS <= len(papers) <= MOST_PAPERS


def _body(code: str, unit_code: str) -> str:
    body = example_intake(code, unit_code=unit_code)
    body["applicant"]["number"] = NUMBER
    return json.dumps(body, ensure_ascii=False)


def audit_breaks() -> int:
    """How many chains are broken."""
    return len(audit.verify().breaks)


def print_receipts(most: int = 200, warm_up: int = 20) -> dict[str, float]:
    """Milliseconds of form 01, from the rows to the PDF's last byte."""
    codes = list(Dossier.objects.values_list("code", flat=True).order_by("id")[: most + warm_up])
    took = [_print(code) for code in codes][warm_up:]
    return {f"p{share}_ms": round(percentile(sorted(took), share / 100), 2) for share in (50, 95)} | {
        "receipts": len(took)
    }


def _print(code: str) -> float:
    dossier = find_dossier(code)
    assert dossier is not None
    begun = time.perf_counter()
    papers.receipt([dossier], address="https://motcua.example.vn/tra-cuu/")
    return (time.perf_counter() - begun) * 1000


def officers_at_work(staff: int) -> list[dict[str, Any]]:
    """That many sessions of handling officers whose agencies have dossiers: {"cookies", "rank", "of"}.

    `rank` counts the sessions of one agency from 0, `of` is how many there are.
    """
    waiting = Dossier.objects.filter(act=Act.APPRAISE).values_list("agency_id", flat=True).distinct()
    posts = RoleAssignment.objects.filter(role=Role.HANDLING_OFFICER, agency__in=list(waiting)).select_related("staff")
    officers = [(post.staff, post.agency_id) for post in posts.order_by("pk")]
    seats = [officers[number % len(officers)] for number in range(staff)]
    of = Counter(agency_id for _officer, agency_id in seats)
    ranks = defaultdict[int | None, Iterator[int]](itertools.count)
    return [
        {"cookies": signed_in(officer), "rank": next(ranks[agency_id]), "of": of[agency_id]}
        for officer, agency_id in seats
    ]


def signed_in(officer: Staff) -> dict[str, str]:
    """The cookies of a new session."""
    kept = SessionStore()
    kept[SESSION_KEY] = str(officer.pk)
    kept[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    kept[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.begin(kept, now=clock.now())
    kept.create()
    return {settings.SESSION_COOKIE_NAME: str(kept.session_key)}
