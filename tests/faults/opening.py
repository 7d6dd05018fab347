"""Opens a counter in the centre of MOTCUA_HOME: `python -m tests.faults.opening COUNTER PORT`.

A procedure in force and handled, and software that receives; COUNTER is the file that says how: port, token and form.
"""

import json
import os
import sys
from typing import Any


def main(path: str, port: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.conf.settings"
    import django

    django.setup()
    from motcua.accounts.rules.roles import Role
    from motcua.accounts.tests.factories import SystemFactory, token_of
    from motcua.catalogue.tests.published import BIRTH
    from motcua.dossiers.tests.scene import handle
    from motcua.organisation.tests.factories import AgencyFactory, OneStopUnitFactory

    unit = OneStopUnitFactory(code="trung-tam")
    handle(unit, AgencyFactory(), BIRTH)
    token = token_of(SystemFactory(roles=Role.RECEPTION, roles__at=unit))
    kept = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # the token is a secret
    os.write(kept, json.dumps({"port": int(port), "token": token, "form": _form(unit.code, BIRTH.code)}).encode())
    os.close(kept)


def _form(unit: str, procedure: str) -> dict[str, Any]:
    """Everything that the procedure asks for, as the API takes it."""
    from motcua.dossiers.tests.scene import BOTH_PAPERS, CITIZEN, FEE

    papers = [
        {"position": paper.position, "state": paper.state.value, "originals": paper.originals, "copies": paper.copies}
        for paper in BOTH_PAPERS
    ]
    fee = {"kind": FEE.kind.value, "label": FEE.label, "amount": int(FEE.amount), "state": FEE.state.value}
    applicant = {"kind": CITIZEN.kind.value, "name": CITIZEN.name, "phone": CITIZEN.phone, "address": CITIZEN.address}
    return {"unit": unit, "procedure": procedure, "applicant": applicant, "papers": papers, "fees": [fee]}


if __name__ == "__main__":
    main(*sys.argv[1:])
