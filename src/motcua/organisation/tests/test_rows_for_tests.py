"""Rows for tests never run out of codes, however many tests one process runs."""

import re

from motcua.organisation.models.agency import AGENCY_CODE
from motcua.organisation.tests.factories import AgencyFactory, CommuneFactory


def test_codes_are_well_formed_and_each_another_after_thousands():
    codes = [AgencyFactory.code.function(n) for n in range(20_000)]
    assert all(re.match(AGENCY_CODE, code) for code in codes)
    assert len(set(codes)) == len(codes)
    assert {len(CommuneFactory.code.function(n)) for n in range(20_000)} == {5}
