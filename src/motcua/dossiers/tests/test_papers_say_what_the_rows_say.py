"""From rows to paper: what was received, asked for, refused, decided and handed over is what the paper says."""

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from motcua.catalogue.tests.published import BIRTH, LAND
from motcua.dossiers import papers
from motcua.dossiers.models import DossierResult, ResultHandover
from motcua.dossiers.selectors import find_dossier, visit_of
from motcua.dossiers.services import (
    Handover,
    appraise_dossier,
    approve_dossier,
    refuse_intake,
    request_missing_papers,
    return_result,
    stamp_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.services.slips import Asked, MissingPaper
from motcua.dossiers.tests.scene import CITIZEN, actor, new_key, received, seen
from motcua.dossiers.vocabulary import IdentityCheck, Receiver
from motcua.foundation import files

pytestmark = pytest.mark.django_db
ADDRESS = "https://motcua.example.vn/tra-cuu/"


def text_of(pdf: bytes) -> str:
    pages = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def codes_on(pdf: bytes) -> set[str]:
    image = PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return {found.text for found in zxingcpp.read_barcodes(image)}


@pytest.fixture
def dossier(open_centre, receiving_officer):
    return find_dossier(received(actor(receiving_officer)).code)


def test_form_01_opens_the_dossier_for_whoever_holds_it(dossier):
    printed = papers.receipt([dossier], address=ADDRESS)
    text = text_of(printed)
    for told in (dossier.code, BIRTH.title, "Nguyễn Thị Ánh", "Trần Thị Tiếp", "8.000 đồng", "3 ngày làm việc"):
        assert told in text
    assert dossier.look_up_token in text.replace("\u00a0", "").replace(" ", "")
    link = next(code for code in codes_on(printed) if code.startswith(ADDRESS))
    secret, _, told = link.partition("#")
    assert secret == f"{ADDRESS}?code={dossier.code}&token={dossier.look_up_token}"
    assert told.startswith(f"{BIRTH.code}|01|")
    assert CITIZEN.number not in link
    assert dossier.code in codes_on(printed)


def test_several_dossiers_of_a_visit_share_one_receipt(dossier, receiving_officer):
    received(actor(receiving_officer), procedure=LAND.code, papers=(), fees=(), visit_id=dossier.visit_id)
    together = visit_of(dossier.visit_id)
    text = text_of(papers.receipt(together, address=ADDRESS))
    assert len(together) == 2
    assert all(one.code in text for one in together)


def test_forms_02_and_03_name_what_is_missing_and_why(open_centre, receiving_officer):
    asked, by = Asked("trung-tam", BIRTH.code, CITIZEN), actor(receiving_officer)
    missing = [MissingPaper("Giấy chứng sinh", "bản nộp bị mờ", "60/2014/QH13")]
    slip = request_missing_papers(asked, missing, by=by, key=new_key(), body=b"")
    text = text_of(papers.supplement_request(slip, website="https://motcua.example.vn/"))
    assert all(told in text for told in ("Giấy chứng sinh", "bản nộp bị mờ", "60/2014/QH13", slip.number))
    refusal = refuse_intake(asked, "Không thuộc thẩm quyền", by=by, key=new_key(), body=b"")
    assert "Không thuộc thẩm quyền" in text_of(papers.intake_refusal(refusal))


def test_the_result_is_made_when_it_is_stamped(dossier, handling_officer, leader, registry_clerk, receiving_officer):
    proposal = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh cho cháu Nguyễn Văn Mẫu.")
    appraise_dossier(seen(dossier), proposal=proposal, by=actor(handling_officer))
    approve_dossier(seen(dossier), by=actor(leader))
    stamp_dossier(seen(dossier), by=actor(registry_clerk), document_number="12/GKS")
    result = DossierResult.objects.get(dossier=dossier)
    with files.open_stored(result.stored_file) as kept:
        text = text_of(kept.read())
    assert all(told in text for told in ("12/GKS", "Nguyễn Văn Mẫu", "Phạm Thị Phê", dossier.code))
    handover = Handover(Receiver.OWNER, CITIZEN.number, IdentityCheck.SCANNED)
    return_result(seen(dossier), handover=handover, by=actor(receiving_officer))
    slip = text_of(papers.handover_slip(ResultHandover.objects.get(dossier=dossier), address=ADDRESS))
    assert all(told in slip for told in ("12/GKS", "Giấy khai sinh", "chủ hồ sơ", "Quét thẻ căn cước"))
