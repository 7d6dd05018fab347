"""Whatever is typed, scanned or sent: a value that can be written and read again, or a sentence for the person."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dates import format_date, parse_date
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import (
    AgencyCode,
    CitizenId,
    DossierCode,
    IdentityCard,
    LookupNumber,
    PhoneNumber,
    ProcedureCode,
    ResultTypeCode,
    TaxCode,
)
from motcua.kernel.money import Dong
from motcua.kernel.tests.vietnamese import any_text

KINDS = [AgencyCode, CitizenId, DossierCode, LookupNumber, PhoneNumber, ProcedureCode, ResultTypeCode, TaxCode, Dong]
digits = st.text("0123456789", min_size=5, max_size=14)


@pytest.mark.parametrize("kind", [*KINDS, IdentityCard])
@given(text=any_text | digits)
def test_what_can_not_be_read_is_answered_with_a_sentence(kind, text):
    try:
        value = kind.parse(text)
    except InvalidInputError as error:
        check(error)
    else:
        if kind is not IdentityCard:
            assert kind.parse(str(value)) == value


@given(any_text | digits)
def test_a_date_is_read_or_answered_with_a_sentence(text):
    try:
        day = parse_date(text)
    except InvalidInputError as error:
        check(error)
    else:
        assert parse_date(format_date(day)) == day


def check(error):
    """Sentences are for people; a log holds plain English, and at most a count, of what was typed."""
    assert error.code.startswith("kernel:")
    assert error.message_vi[0].isupper()
    assert error.message_vi.endswith(".")
    assert str(error).isascii()
    assert not re.search(r"[0-9]{3}", str(error))
