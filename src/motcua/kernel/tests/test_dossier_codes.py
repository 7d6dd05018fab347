from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import AgencyCode, DossierCode

agencies = st.from_regex(
    r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}", fullmatch=True
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(agencies, days, st.integers(1, 999_999_999))
def test_a_code_reads_back(agency, day, serial):
    code = DossierCode(AgencyCode.parse(agency), day, serial)
    assert DossierCode.parse(str(code)) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (DossierCode(AgencyCode("000.00.13.H28"), date(2026, 11, 24), 1), "000.00.13.H28-261124-0001"),
        (DossierCode(AgencyCode("H28.13"), date(2026, 1, 2), 9999), "H28.13-260102-9999"),
        (DossierCode(AgencyCode("H28.13"), date(2026, 1, 2), 10000), "H28.13-260102-10000"),
    ],
)
def test_a_code_is_written_as_the_receipt_prints_it(code, text):
    assert str(code) == text


@pytest.mark.parametrize("typed", ["h28.13-261124-0007", " H28.13 - 261124 - 0007", "H28.13–261124—0007"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert str(DossierCode.parse(typed)) == "H28.13-261124-0007"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "shape"),
        ("H28.13-261124", "shape"),
        ("H28.13-261124-007", "shape"),
        ("H28.13-261124-00007", "shape"),
        ("H28.13-261124-0000", "shape"),
        ("28.13-261124-0001", "shape"),
        ("H28.13-2611240-0001", "shape"),
        ("H28.13-261124-" + "9" * 5000, "shape"),
        ("H28.13-260231-0001", "day"),
    ],
)
def test_what_is_no_code_is_explained(typed, code):
    with pytest.raises(InvalidInputError, match=f"kernel:dossier_code:{code}"):
        DossierCode.parse(typed)


@pytest.mark.parametrize(("day", "serial"), [(date(2026, 1, 1), 0), (date(1999, 1, 1), 1), (date(2100, 1, 1), 1)])
def test_a_code_that_could_not_be_written_is_not_made(day, serial):
    with pytest.raises(ValueError, match=r"dossier"):
        DossierCode(AgencyCode("H28"), day, serial)


@pytest.mark.parametrize(("text", "root"), [("000.00.13.H28", "H28"), ("h56.02.001", "H56"), ("G22", "G22")])
def test_an_agency_names_its_root(text, root):
    assert AgencyCode.parse(text).root == root


def test_an_agency_code_of_no_style_is_refused():
    with pytest.raises(InvalidInputError, match="kernel:agency_code:shape"):
        AgencyCode.parse("13.H28")
