"""The papers of a case, those that the State has already, counts, fees: what is received and what is told instead."""

from dataclasses import replace

import pytest

from motcua.accounts.rules.parties import PartyFacts, PartyKind
from motcua.catalogue.facts import DocumentCase, RequiredDocument
from motcua.catalogue.tests.published import BIRTH
from motcua.dossiers.facts import FeeTaken, PaperGiven, Submitter
from motcua.dossiers.models import DossierFee, SubmittedDocument
from motcua.dossiers.rules.intake import IntakeFieldsError, PapersMissingError
from motcua.dossiers.tests.scene import BOTH_PAPERS, FEE, actor, handle, received
from motcua.dossiers.vocabulary import FeeState, PaperState
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.limits import Limit, LimitUnit

pytestmark = pytest.mark.django_db
ORIGINAL, COPY, REUSED, MISSING, NOT_NEEDED = PaperState
WITH_CASES = replace(
    BIRTH,
    document_cases=(
        DocumentCase("", (RequiredDocument("Tờ khai", originals=1),)),
        DocumentCase("Ủy quyền", (RequiredDocument("Giấy ủy quyền"), RequiredDocument("Căn cước người nộp"))),
        DocumentCase("Con ngoài giá thú", (RequiredDocument("Văn bản thừa nhận"),)),
    ),
)


@pytest.fixture
def by(centre, department, receiving_officer):
    handle(centre, department, WITH_CASES)
    return actor(receiving_officer)


def kept(dossier):
    return [(row.position, row.name, row.state) for row in SubmittedDocument.objects.filter(dossier=dossier)]


def test_who_is_of_no_case_brings_what_everybody_brings(by):
    assert kept(received(by, papers=(PaperGiven(1, ORIGINAL, 1),))) == [(1, "Tờ khai", ORIGINAL)]


def test_papers_of_ones_case_are_kept_and_those_of_others_are_not(by):
    papers = (
        PaperGiven(1, ORIGINAL, 1),
        PaperGiven(2, ORIGINAL, 1),
        PaperGiven(3, COPY, 0, 1),
        PaperGiven(4, NOT_NEEDED),
    )
    assert [name for _, name, _ in kept(received(by, papers=papers))] == [
        "Tờ khai",
        "Giấy ủy quyền",
        "Căn cước người nộp",
    ]


def test_half_of_a_case_is_not_enough(by):
    with pytest.raises(PapersMissingError) as refused:
        received(by, papers=(PaperGiven(1, ORIGINAL, 1), PaperGiven(2, ORIGINAL, 1)))
    assert refused.value.missing == ("Căn cước người nộp",)


def test_everything_missing_is_told_at_once_and_three_by_name(by):
    with pytest.raises(PapersMissingError) as refused:
        received(by, papers=tuple(PaperGiven(position, MISSING) for position in (1, 2, 3, 4)))
    assert len(refused.value.missing) == 4
    assert "còn thiếu 4 giấy tờ: Tờ khai; Giấy ủy quyền; Căn cước người nộp…" in refused.value.message_vi


def test_what_the_state_has_is_not_asked_again(by):
    assert kept(received(by, papers=(PaperGiven(1, REUSED),))) == [(1, "Tờ khai", REUSED)]


WRONG_PAPERS = {
    "of another checklist": ((PaperGiven(1, ORIGINAL, 1), PaperGiven(5, ORIGINAL)), "đã đổi từ khi mở trang"),
    "position nought": ((PaperGiven(0, ORIGINAL, 1),), "đã đổi từ khi mở trang"),
    "fewer than none": ((PaperGiven(1, ORIGINAL, -1),), "từ 0 đến 99"),
    "a hundred": ((PaperGiven(1, COPY, 0, 100),), "từ 0 đến 99"),
    "marked twice": ((PaperGiven(1, ORIGINAL, 1), PaperGiven(1, MISSING)), "đánh dấu hai lần"),
    "none at all": ((PaperGiven(1, NOT_NEEDED),), "Chưa đánh dấu giấy tờ nào"),
}


@pytest.mark.parametrize("mistake", WRONG_PAPERS)
def test_papers_that_can_not_be(by, mistake):
    papers, words = WRONG_PAPERS[mistake]
    with pytest.raises(IntakeFieldsError) as refused:
        received(by, papers=papers)
    assert set(refused.value.fields) == {"papers"}
    assert words in refused.value.fields["papers"]


ONE = (PaperGiven(1, ORIGINAL, 1),)
WRONG_FIELDS = {
    "content": {"content": "x" * 1001},
    "collection": {"collection": "x" * 301},
    "sets": {"sets": 21},
    "fees": {"fees": (replace(FEE, amount=-1),)},
    "fees too high": {"fees": (replace(FEE, amount=10**12),)},
    "fees' name": {"fees": (replace(FEE, label="x" * 301),)},
    "submitter": {"submitter": Submitter(" ", "", "con")},
    "submitter's name": {"submitter": Submitter("x" * 201, "", "con")},
    "submitter's number": {"submitter": Submitter("Lê Văn Tám", "1" * 21, "con")},
    "submitter's relation": {"submitter": Submitter("Lê Văn Tám", "", "x" * 101)},
}


@pytest.mark.parametrize("mistake", WRONG_FIELDS)
def test_each_field_has_its_sentence(by, mistake):
    with pytest.raises(IntakeFieldsError) as refused:
        received(by, papers=ONE, **WRONG_FIELDS[mistake])
    assert set(refused.value.fields) == {mistake.split("'")[0].split(" ")[0]}


def test_the_longest_that_fits_is_kept(by):
    submitter = Submitter("x" * 200, "1" * 20, "x" * 100)
    dossier = received(
        by,
        papers=ONE,
        content="x" * 1000,
        collection="x" * 300,
        submitter=submitter,
        fees=(replace(FEE, label="x" * 300),),
    )
    dossier.refresh_from_db()
    assert (dossier.submitter_name, dossier.submitter_number) == ("x" * 200, "1" * 20)


def test_texts_are_stored_in_one_spelling_whatever_a_program_sends(by):
    submitter = Submitter("Lê\x00 Văn  Tám", "0\ud8001", "con")
    dossier = received(
        by,
        papers=ONE,
        content="Tre\u0302\u0301 em\x00\ud800",
        submitter=submitter,
        fees=(replace(FEE, label="Phi\u0301\x00"),),
    )
    dossier.refresh_from_db()
    assert (dossier.content, dossier.submitter_name, dossier.submitter_number) == ("Trế em", "Lê Văn Tám", "01")
    assert DossierFee.objects.get().label == "Phí"


def test_fees_with_their_moment(by):
    due = FeeTaken(FEE.kind, "Phí", 0, FeeState.EXEMPT)
    dossier = received(by, papers=ONE, fees=(FEE, replace(FEE, state=FeeState.DUE), due))
    rows = DossierFee.objects.filter(dossier=dossier)
    assert [(row.position, row.state, row.collected_at is not None) for row in rows] == [
        (1, "collected", True),
        (2, "due", False),
        (3, "exempt", False),
    ]


def test_a_limit_is_asked_for_where_the_catalogue_has_none(centre, department, receiving_officer):
    handle(centre, department, replace(BIRTH, legal_limit=None))
    with pytest.raises(IntakeFieldsError) as refused:
        received(actor(receiving_officer), papers=BOTH_PAPERS)
    assert set(refused.value.fields) == {"limit"}
    dossier = received(actor(receiving_officer), papers=BOTH_PAPERS, limit=Limit.of(2, LimitUnit.WORKING_DAYS))
    assert (dossier.limit_quantity, dossier.legal_due_at) == (2, None)


def test_an_unknown_procedure_and_one_that_nobody_here_handles(by):
    with pytest.raises(InvalidInputError, match="no procedure in force"):
        received(by, procedure="9.999999")


class TestVisits:
    def test_one_person_hands_in_several(self, by):
        first = received(by, papers=ONE)
        assert received(by, papers=ONE, visit_id=first.visit_id).visit_id == first.visit_id

    def test_another_person_begins_another_visit(self, by):
        first = received(by, papers=ONE)
        with pytest.raises(IntakeFieldsError):
            received(by, papers=ONE, visit_id=first.visit_id, applicant=PartyFacts(PartyKind.CITIZEN, "Lê Văn Tám"))

    def test_two_people_without_a_number_are_two(self, by):
        first = received(by, papers=ONE, applicant=PartyFacts(PartyKind.CITIZEN, "Lê Văn Tám"))
        with pytest.raises(IntakeFieldsError):
            received(by, papers=ONE, visit_id=first.visit_id, applicant=PartyFacts(PartyKind.CITIZEN, "Lê Thị Chín"))
        received(by, papers=ONE, visit_id=first.visit_id, applicant=PartyFacts(PartyKind.CITIZEN, "Lê Văn Tám"))
