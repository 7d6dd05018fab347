"""Official text as it is heard: nothing is left that only an eye can read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.hotline.speech.ear import clauses, in_words, without_sources
from motcua.hotline.speech.ear.clauses import LONGEST_BREATH

HARD = (
    "a) 1. I. - + ++ * ( ) [ ] “ ” / … ; : ! ? % ‰ ² ½ № € @ & = ≥ < ° UBND CCCD TNHH GCN QSDĐ BHXH COA CHI NHÁNH "
    "Mẫu số 05a 05a/BK-TCT 154/2024/NĐ-CP 06/2025/TT-BTP ngày 31/12/2025 7:30 08h00 3x4 2x3cm 50.000 đồng/giấy 1,5 "
    "12 (mười hai) III Phụ lục VIII hạng I m2 m3/ngày kg 0912 345 678 1900.9095 a@b.vn https://dichvucong.gov.vn/x?y=1 "
    "TP.HCM Tp. v.v... và/hoặc (nếu có) các-bon ĐỊNH NVnX Ủy ban điểm b khoản 2 đ Ô tô Y tế 99999999999999999999"
)  # fmt: skip
PIECES = st.sampled_from(HARD.split())
NUMBERS = "không một hai ba bốn năm sáu bảy tám chín mười mươi mốt tư lăm trăm nghìn linh"
TEXTS = (
    st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join)
    | st.lists(PIECES, max_size=6).map("".join)
    | st.text()
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- Bản sao CCCD (nếu có);", "Bản sao căn cước công dân, nếu có"),
        ("a) 01 bản chính", "Một bản chính"),
        ("++ Tờ khai theo Mẫu số 05a", "Tờ khai theo Mẫu số không năm a"),
        ("Mẫu TP-TSCC-03", "Mẫu tê pê tê ét sì xê xê không ba"),
        ("mẫu số 01/BK-TCT", "Mẫu số không một, bê ca tê xê tê"),
        ("Phụ lục 12.2", "Phụ lục mười hai chấm hai"),
        ("Nghị định số 154/2024/NĐ-CP", "Nghị định số một trăm năm mươi tư năm hai nghìn không trăm hai mươi tư"),
        ("Thông tư 06/2025/TT-BTP", "Thông tư số sáu năm hai nghìn không trăm hai mươi lăm"),
        ("47/2014/QH13", "Luật số bốn mươi bảy năm hai nghìn không trăm mười bốn"),
        ("Nghị quyết số 66.7/2025/NQ-CP", "Nghị quyết số sáu mươi sáu chấm bảy năm hai nghìn không trăm hai mươi lăm"),
        ("Pháp lệnh 28/2005/PL-UBTVQH11", "Pháp lệnh số hai mươi tám năm hai nghìn không trăm linh năm"),
        ("ngày 29/9/2021", "Ngày hai mươi chín tháng chín năm hai nghìn không trăm hai mươi mốt"),
        ("từ 01/4/2025", "Từ ngày một tháng tư năm hai nghìn không trăm hai mươi lăm"),
        ("tháng 04/2025", "Tháng tư năm hai nghìn không trăm hai mươi lăm"),
        ("từ 7:30 đến 11h", "Từ bảy giờ ba mươi phút đến mười một giờ"),
        ("100.000 đồng/giấy", "Một trăm nghìn đồng một giấy"),
        ("2,700,000 VNĐ", "Hai triệu bảy trăm nghìn đồng"),
        ("thuế suất 1,5%", "Thuế suất một phẩy năm phần trăm"),
        ("dưới 500m2", "Dưới năm trăm mét vuông"),
        ("10.000 m³/ngày", "Mười nghìn mét khối một ngày"),
        ("02 ảnh 3x4 cm", "Hai ảnh ba nhân bốn xăng ti mét"),
        ("thời hạn 12 (mười hai) tháng", "Thời hạn mười hai tháng"),
        ("giai đoạn 2021-2025", "Giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
        ("hai (02) bộ phiếu ghi mẫu vật", "Hai bộ phiếu ghi mẫu vật"),
        ("ủy quyền của một trăm phần trăm (100 %) thành viên", "Ủy quyền của một trăm phần trăm thành viên"),
        ("ba (02) bản", "Ba, hai, bản"),
        ("Các mẫu 03E-HSB, 03G-HSB, 03H-HSB", "Các mẫu không ba e hát ét sì bê, không ba giê hát ét sì bê, không ba hát hát ét sì bê"),
        ("Tờ khai thuế 02/NTNN", "Tờ khai thuế không hai, en nờ tê en nờ en nờ"),
        ("theo Mẫu TP- QTV-05", "Theo Mẫu tê pê quy tê vê không năm"),
        ("HĐ thuê nhà ở", "Hợp đồng thuê nhà ở"),
        ("định dạng chuẩn IFC 4.0 hoặc", "Định dạng chuẩn i ép xê bốn chấm không hoặc"),
        ("thì nộpVăn bản đề nghị", "Thì nộp Văn bản đề nghị"),
        ("50g muối, 3kg/túi", "Năm mươi gam muối, ba ki lô gam một túi"),
        ("Bước 1: Thông báo việc giải thể", "Bước một, Thông báo việc giải thể"),
        ("KQ hồ sơ hợp lệ", "Kết quả hồ sơ hợp lệ"),
        ("Công ty TNHH MTV", "Công ty trách nhiệm hữu hạn một thành viên"),
        ("UBND TP.HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("giao đất/cho thuê đất", "Giao đất hoặc cho thuê đất"),
        ("hạng II, hạng I", "Hạng hai, hạng một"),
        ("Phụ lục VIII", "Phụ lục tám"),
        ("CHI NHÁNH ngân hàng", "Chi nhánh ngân hàng"),
        ("xuất khẩu vào Hoa Kỳ (COA)", "Xuất khẩu vào Hoa Kỳ, xê o a"),
        ("điểm b khoản 2", "Điểm bê khoản hai"),
        ("hợp chất các-bon", "Hợp chất các bon"),
        ("Ô tô, y tế", "Ô tô, y tế"),
        ("gọi 0203 3123 456", "Gọi không hai không ba ba một hai ba bốn năm sáu"),
        ("tại https://dichvucong.gov.vn/p/home", "Tại Cổng Dịch vụ công quốc gia"),
        ("gửi về mot-cua@quangninh.gov.vn", "Gửi về mot gạch ngang cua a còng quangninh chấm gov chấm vn"),
        ("TTHC & CNTT", "Thủ tục hành chính và công nghệ thông tin"),
        ("tài nguyên…", "Tài nguyên"),
        ("thuế suất nhân (x) với doanh thu", "Thuế suất nhân với doanh thu"),
        ("(*)", ""),
    ],
)  # fmt: skip
def test_it_is_heard_as_people_say_it(text, words):
    assert in_words(text) == words


@given(TEXTS)
def test_nothing_is_left_that_only_an_eye_reads_and_hearing_it_again_changes_nothing(text):
    words = in_words(text)
    assert re.fullmatch(r"[^\W\d_]*(?:[ ,.]*[^\W\d_]+)*", words), words
    assert in_words(words) == words


@given(TEXTS)
def test_clauses_hold_every_word_and_none_is_longer_than_a_breath(text):
    words = in_words(text)
    assert " ".join(clauses(words)) == words
    assert all(len(clause.split()) <= LONGEST_BREATH for clause in clauses(words))


def test_a_number_is_not_cut():
    words = in_words("tờ trình ban hành " + "rất dài " * 7 + "số 154/2024/NĐ-CP ngày 31/12/2025 " + "như vậy " * 9)
    for before, after in zip(clauses(words), clauses(words)[1:], strict=False):
        assert not (before.split()[-1] in NUMBERS.split() and after.split()[0] in NUMBERS.split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tờ khai theo Mẫu số 01 ban hành kèm theo Thông tư số 80/2021/TT-BTC ngày 29/9/2021 của Bộ Tài chính, 01 bản", "Tờ khai theo Mẫu số 01 , 01 bản"),
        ("Đơn (Mẫu số 02 ban hành kèm theo Nghị định số 95/2024/NĐ-CP)", "Đơn (Mẫu số 02 )"),
        ("ban hành kèm theo Nghị định số 1/2020/NĐ-CP", "ban hành kèm theo Nghị định số 1/2020/NĐ-CP"),
        ("Đơn theo quy định tại điểm a khoản 2 Điều 25 Nghị định số 101/2024/NĐ-CP, 01 bản", "Đơn , 01 bản"),
        ("Giấy chứng nhận theo quy định của pháp luật", "Giấy chứng nhận theo quy định của pháp luật"),
        ("Đơn (Mẫu M01 ban hành kèm theo Thông tư số 31/2023/TT-BCA, ngày 20/7/2023 của Bộ Công an)", "Đơn (Mẫu M01 )"),
        ("Tờ trình, dự thảo quyết định; văn bản của cơ quan…", "Tờ trình, dự thảo quyết định"),
        ("Giấy đề nghị xác định thu nhập theo Quyết định số…", "Giấy đề nghị xác định thu nhập"),
        ("Văn bản đề nghị theo mẫu chung…", "Văn bản đề nghị theo mẫu chung…"),
        ("Giấy khai sinh", "Giấy khai sinh"),
    ],
)  # fmt: skip
def test_by_which_decree_a_form_was_issued_is_left_to_the_page(text, left):
    assert without_sources(text) == left
