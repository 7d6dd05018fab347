"""Another agency's software, calling."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.models import Staff
from motcua.dossiers.tests.scene import open_centre

__all__ = ["open_centre"]


@pytest.fixture
def calls_as(signed_in: Callable[[Staff], Client]) -> Callable[[Staff], Client]:
    """`calls_as(receiving_officer).post(…)`: how a program says who it is."""
    return signed_in
