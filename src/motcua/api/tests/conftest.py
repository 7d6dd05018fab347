"""Another agency's software, calling."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.models import Staff
from motcua.accounts.tests.factories import RoleAssignmentFactory, SystemFactory, token_of
from motcua.dossiers.tests.scene import open_centre

__all__ = ["open_centre"]


@pytest.fixture
def token_for(db: None) -> Callable[[Staff], str]:
    """The token of software that does that person's work: the same roles at the same places, one account a person."""
    systems: dict[int, Staff] = {}

    def token(person: Staff) -> str:
        if person.pk not in systems:
            systems[person.pk] = SystemFactory()
            for post in person.roles.all():
                RoleAssignmentFactory(staff=systems[person.pk], role=post.role, at=post.place)
        return token_of(systems[person.pk])

    return token


@pytest.fixture
def calls_as(token_for: Callable[[Staff], str]) -> Callable[[Staff], Client]:
    """`calls_as(receiving_officer).post(…)`: how a program says who it is."""
    return lambda person: Client(headers={"Authorization": f"Bearer {token_for(person)}"})
