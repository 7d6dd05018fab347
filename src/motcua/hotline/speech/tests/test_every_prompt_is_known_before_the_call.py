"""Whatever the hotline can say is in the vocabulary, so that no call meets a prompt that isn't recorded."""

import re
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.selectors import procedure_page
from motcua.catalogue.tests.published import BARE, BIRTH, LAND, publish
from motcua.dossiers.selectors import PublicStatus, PublicStep
from motcua.hotline.speech import Fragment, centre, procedures
from motcua.hotline.speech.dossiers import state
from motcua.hotline.speech.numbers import said_digits, said_limit
from motcua.hotline.speech.tests.pages import real_pages
from motcua.hotline.speech.vocabulary import every_fragment, every_name, every_page
from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.organisation.models import AdministrativeUnit, Agency, AgencyKind, Level, OneStopUnit
from motcua.workflow import Act, Status
from motcua.worktime import Calendar, DayHours, WeeklyHours

NAMES = ("Trung tâm Phục vụ hành chính công tỉnh", "UBND xã Bình An", "Sở TN&MT", "Số 12 Trần Phú, P. 3")
ALL = frozenset(every_fragment(real_pages(), NAMES))
LANGUAGES = st.sampled_from(["vi", "en"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31)).map(lambda at: at.replace(tzinfo=HANOI))
STATES = st.builds(
    PublicStatus,
    code=st.just("H99-1"),
    status=st.sampled_from(Status),
    act=st.none() | st.sampled_from(Act),
    unit=st.sampled_from(NAMES),
    receiving_unit=st.sampled_from(NAMES),
    received_at=MOMENTS,
    due_at=st.none() | MOMENTS,
    original_due_at=MOMENTS,
    closed_at=st.none() | MOMENTS,
    collection=st.just("") | st.sampled_from(NAMES),
    steps=st.just(()) | MOMENTS.map(lambda at: (PublicStep(Act.STAMP, NAMES[0], "done", at),)),
)
STRETCHES = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=4, unique=True).filter(
    lambda edges: len(edges) % 2 == 0
)
WEEKS = st.dictionaries(
    st.integers(0, 6),
    STRETCHES.map(lambda edges: DayHours(tuple(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=True)))),
)


@given(STATES, MOMENTS, LANGUAGES)
def test_of_dossiers(status, now, language):
    assert set(state(status, now=now, language=language)) <= ALL


@given(WEEKS, MOMENTS, LANGUAGES, st.sampled_from(NAMES))
def test_of_centres(week, now, language, name):
    calendar = Calendar([WeeklyHours(week)])
    assert set(centre.open_now(name, calendar, now=now, language=language)) <= ALL
    assert set(centre.opening_hours(name, calendar, today=now.date(), language=language)) <= ALL
    assert set(centre.closed_days(calendar, today=now.date(), language=language)) <= ALL
    assert set(centre.address(name, NAMES[3], "0203.3123.456", language=language)) <= ALL


@given(st.integers(-5, 10_000), st.none() | st.integers(-5, 600), LANGUAGES)
def test_of_who_waits(people, minutes, language):
    assert set(centre.waiting(people, minutes, language=language)) <= ALL


@pytest.mark.parametrize("language", ["vi", "en"])
def test_of_real_procedures(language):
    for page in real_pages():
        for said in (
            procedures.title(page),
            procedures.introduction(page, language),
            procedures.papers_introduction(page, language),
            *procedures.papers(page, language),
            procedures.limit(page, language),
            procedures.fee(page, language),
            procedures.where(page, language),
            procedures.result(page, language),
        ):
            assert set(said) <= ALL


@given(st.integers(1, 10**7), st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.MONTHS]), LANGUAGES)
def test_of_limits_that_a_decision_may_still_set(quantity, unit, language):
    assert set(said_limit(Limit.of(quantity, unit), language)) <= ALL


def test_of_codes():
    assert set(said_digits("0123 4567 89", "vi")) <= ALL


def test_each_prompt_comes_once_under_a_name_of_its_own_and_holds_words_alone():
    fragments = list(every_fragment(real_pages(), NAMES, more=[Fragment("vi", "Bấm phím"), Fragment("vi", "Bấm phím")]))
    assert len({fragment.name for fragment in fragments}) == len(fragments)
    assert Fragment("vi", "Bấm phím") in fragments
    unfit = [f.text for f in fragments if not f.is_pause and not re.fullmatch(r"[^\W\d_]['’\w ,.]*", f.text)]
    assert unfit == []
    assert not [f.text for f in fragments if re.search(r"\d|_|[,.]$", f.text) and not f.is_pause]


def test_a_name_depends_on_the_words_alone():
    known = Fragment("vi", "Hồ sơ")
    assert known.name == "vi-e4ee37fe16d86eed", "another name would have every bank spoken anew"
    assert Fragment("vi", unicodedata.normalize("NFD", "Hồ sơ")).name == known.name
    assert Fragment("en", "Hồ sơ").name != known.name


@pytest.mark.django_db
def test_pages_read_in_bulk_are_those_that_the_portal_shows():
    publish(BIRTH, LAND, BARE)
    pages = list(every_page())
    assert pages == [procedure_page(page.facts.code) for page in pages]
    assert pages


@pytest.mark.django_db
def test_names_of_all_units_and_agencies_are_read_also_of_former_ones():
    area = AdministrativeUnit.objects.create(
        code="99", name="Tỉnh Mẫu", level=Level.PROVINCE, valid_from=date(2025, 7, 1)
    )
    agency = Agency.objects.create(
        code="H99.1", name="Sở Mẫu", kind=AgencyKind.DEPARTMENT, level=Level.PROVINCE, administrative_unit=area,
        valid_from=date(2024, 1, 1), valid_to=date(2025, 6, 30),
    )  # fmt: skip
    OneStopUnit.objects.create(
        code="tt", name="Trung tâm Mẫu", level=Level.PROVINCE, agency=agency, administrative_unit=area,
        address="Số 1 phố Mẫu", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    assert set(every_name()) == {"Trung tâm Mẫu", "Số 1 phố Mẫu", "Sở Mẫu"}
