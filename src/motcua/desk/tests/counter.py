"""The receiving officer's browser at a centre that receives, and what is typed there."""

import re
from dataclasses import dataclass, replace

import pytest
from django.test import Client

from motcua.catalogue import facts
from motcua.catalogue.tests.published import BARE, BIRTH
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import handle

CHOOSE = "/quay/tiep-nhan/"
INTAKE = f"{CHOOSE}{BIRTH.code}/"
RETURN = "/quay/tra-ket-qua/"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
PERSON = {
    "kind": "1",
    "number": "000185012345",
    "name": "Nguyễn Thị Ánh",
    "born_on": "05/09/1985",
    "phone": "0912 345 678",
    "address": "ấp Bến Đá, phường Bến Đá",
}
PAPERS = {"paper-1": "original", "paper-2": "original", "paper-2-copies": "1"}
FEES = {"fee-1-amount": "8.000", "fee-1-state": "collected"}
REST = {"channel": "direct", "sets": "1", "content": "Đăng ký khai sinh cho con"}
IN_CASES = replace(
    BARE,
    code="9.000004",
    title="Cấp lại giấy phép",
    legal_limit=BIRTH.legal_limit,
    document_cases=(
        facts.DocumentCase("", (facts.RequiredDocument("Đơn đề nghị", originals=1),)),
        facts.DocumentCase("Bị mất", (facts.RequiredDocument("Bản cam đoan"), facts.RequiredDocument("Ảnh", copies=2))),
        facts.DocumentCase("Bị hỏng", (facts.RequiredDocument("Giấy phép cũ", originals=1),)),
    ),
)
"""A procedure whose list has cases, as a third of the catalogue's have."""


def hidden(page: str) -> dict[str, str]:
    return dict(_HIDDEN.findall(page))


@dataclass(frozen=True)
class Counter:
    """The officer at the counter: opens pages, fills forms, presses their buttons."""

    client: Client

    def opens(self, address: str):
        return self.client.get(address)

    def form(self, address: str = INTAKE) -> dict[str, str]:
        """What the page sends without anybody typing."""
        return hidden(self.opens(address).text)

    def filled(self, at: str = INTAKE, /, **changes: str | None) -> dict[str, str]:
        """Everything that BIRTH asks for; a change of None leaves a field out."""
        fields = self.form(at) | PERSON | PAPERS | FEES | REST | changes
        return {name: text for name, text in fields.items() if text is not None}

    def presses(self, act: str, fields: dict[str, str], address: str = INTAKE, **headers: str):
        return self.client.post(address, fields | {"act": act}, headers=headers)

    def receives(self, **changes: str) -> Dossier:
        response = self.presses("receive", self.filled(**changes))
        assert response.status_code == 302, response.text
        return Dossier.objects.get(visit_id=response["Location"].split("/")[-2])


@pytest.fixture
def counter(open_centre, department, receiving_officer, signed_in) -> Counter:
    return Counter(signed_in(receiving_officer))


@pytest.fixture
def counter_of_cases(centre, department, receiving_officer, signed_in) -> Counter:
    handle(centre, department, IN_CASES)
    return Counter(signed_in(receiving_officer))
