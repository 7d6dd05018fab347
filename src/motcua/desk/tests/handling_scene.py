"""The cast of the handling pages: a dossier received at the centre, and what its people send from its page."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.models import Staff
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import actor, received

PDF = b"%PDF-1.7\nscan"
APPRAISED = {"outcome": "du", "name": "Giấy khai sinh", "decision": "Đăng ký khai sinh cho trẻ."}


@dataclass
class Bench:
    """Somebody's browser on the pages of one dossier."""

    browser: Client
    dossier: Dossier

    @property
    def path(self) -> str:
        return f"/quay/ho-so/{self.dossier.code}/"

    def opens(self):
        return self.browser.get(self.path)

    def sends(self, word, *, revision=None, **fields):
        """POST an act, with the revision of now unless one is given."""
        now = Dossier.objects.get(pk=self.dossier.pk).revision
        return self.browser.post(f"{self.path}{word}", {"revision": now if revision is None else revision, **fields})

    def now(self) -> Dossier:
        return Dossier.objects.get(pk=self.dossier.pk)


@pytest.fixture
def dossier(open_centre, receiving_officer) -> Dossier:
    return received(actor(receiving_officer))


@pytest.fixture
def bench(signed_in, dossier) -> Callable[[Staff], Bench]:
    return lambda staff: Bench(signed_in(staff), dossier)


@pytest.fixture
def staff(handling_officer, leader, registry_clerk, receiving_officer) -> dict[str, Staff]:
    """The four by their sign-in names: thuly, lanhdao, vanthu, tiepnhan."""
    return {person.sign_in_name: person for person in (handling_officer, leader, registry_clerk, receiving_officer)}


def scan(content=PDF, name="quet.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text(response) -> str:
    return response.content.decode()
