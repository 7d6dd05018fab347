"""An invented dossier for any procedure of the catalogue: everything brought, the fees paid, a person who doesn't exist."""

import random
from collections.abc import Iterator
from typing import Any

from motcua.catalogue.vocabulary import ChannelKind, FeeKind
from motcua.demo.names import WOMEN, names
from motcua.dossiers import published
from motcua.dossiers.facts import Offer, PublishedProcedure, PublishedUnit
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import LimitUnit
from motcua.organisation.models import OneStopUnit

DEMO_PLACE = "000"
SILENT_LIMIT = {"quantity": 5, "unit": LimitUnit.WORKING_DAYS.value}
"""Where the catalogue states none."""
ADDRESSES = ("ấp Bến Đá, phường Bến Đá", "khóm 2, phường Bến Đá", "số 12 đường Thử Nghiệm, phường Bến Đá")
LONGEST_LABEL = 300
YOUNGEST, OLDEST = 20, 70


def example_intake(procedure_code: str, *, unit_code: str | None = None, seed: int = 0) -> dict[str, Any]:
    """The body of `POST /api/v1/dossiers`, received as it is. `seed`: another person.

    Raises:
        InvalidInputError: no procedure in force has this code, or nobody here handles it.
        NotFoundError: no unit has this code.
    """
    about = published.procedure(procedure_code)
    offer = published.offer(unit_code or _unit_for(about), about.code)
    if offer.level is None:
        sentence = f"Thủ tục {about.code} không có trong danh mục tiếp nhận, nên chưa có hồ sơ mẫu. Hãy chọn mã khác."
        raise InvalidInputError("demo:example:not_handled", sentence, "nobody here handles this procedure")
    chance = random.Random(f"{procedure_code} {seed}")
    return {
        "procedure": about.code,
        "unit": offer.unit.code,
        "channel": ChannelKind.DIRECT.value,
        "applicant": _applicant(chance),
        "content": about.title[:200],
        "sets": 1,
        "papers": list(_papers(about)),
        "fees": list(_fees(about)),
        **_unsaid(offer),
    }


def _unit_for(about: PublishedProcedure) -> str:
    """The first unit, the province's centre before the communes', at a level that handles it."""
    units = OneStopUnit.objects.on(clock.now().date()).order_by("-level", "pk")
    codes = [unit.code for unit in units if not about.handlings or unit.level in about.handlings]
    if not codes:
        sentence = f"Chưa có bộ phận một cửa nào tiếp nhận thủ tục {about.code}. Hãy chọn mã khác."
        raise InvalidInputError("demo:example:no_unit", sentence, "no unit handles this procedure")
    return codes[0]


def _unsaid(offer: Offer) -> dict[str, Any]:
    """What a person has to say because the catalogue is silent: whose it is, how long it takes."""
    said: dict[str, Any] = {}
    if offer.agency is None:
        said["agency"] = _some_agency(offer.unit)
    if offer.limit is None:
        said["limit"] = SILENT_LIMIT
    return said


def _some_agency(unit: PublishedUnit) -> str:
    known = published.agencies()
    return next((agency.code for agency in known if agency.level == unit.level), known[0].code)


def _applicant(chance: random.Random) -> dict[str, Any]:
    name = next(names(chance.randrange(10**6)))
    born = clock.now().year - chance.randint(YOUNGEST, OLDEST)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    woman = any(name.endswith(f" {last}") for last in WOMEN[1])
    sex_and_century = (2 if born >= 2000 else 0) + woman  # noqa: PLR2004 - as identity numbers count centuries
    number = f"{DEMO_PLACE}{sex_and_century}{born % 100:02}{chance.randrange(10**6):06}"
    return {
        "kind": 1,
        "name": name,
        "number": number,
        "born_on": f"{born}-{month:02}-{day:02}",
        "phone": f"09{chance.randrange(10**8):08}",
        "email": "",
        "address": chance.choice(ADDRESSES),
    }


def _papers(about: PublishedProcedure) -> Iterator[dict[str, Any]]:
    """What everybody has to bring; papers of particular cases are left out, as not this person's."""
    for paper in about.papers:
        if not paper.case:
            copied = not paper.originals and paper.copies > 0
            yield {
                "position": paper.position,
                "state": (PaperState.COPY if copied else PaperState.ORIGINAL).value,
                "originals": 0 if copied else min(paper.originals or 1, 99),
                "copies": min(paper.copies, 99),
            }


def _fees(about: PublishedProcedure) -> Iterator[dict[str, Any]]:
    """The first sum of each kind that the catalogue states for the counter."""
    told: set[FeeKind] = set()
    for channel, fee in about.fees:
        if channel == ChannelKind.DIRECT and fee.dong and fee.kind not in told:
            told.add(fee.kind)
            label = (fee.verbatim or fee.kind.value)[:LONGEST_LABEL]
            yield {"kind": fee.kind.value, "label": label, "amount": fee.dong, "state": FeeState.COLLECTED.value}
