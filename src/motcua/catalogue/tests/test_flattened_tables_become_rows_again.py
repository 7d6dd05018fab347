"""Channels, papers, legal bases and results out of strings that once were tables. Facts and made-up names only."""

import pytest

from motcua.catalogue.parsing import channels, documents, forms, legal, results, words
from motcua.catalogue.parsing.shapes import detect
from motcua.catalogue.tests.fixtures import cases
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level
from motcua.kernel.limits import Limit, LimitUnit

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS = "Tên văn bản pháp lýMã văn bản"


def test_channels_in_order_with_their_notes_and_descriptions():
    table = (
        HEADER
        + "Trực tuyến10 Ngày5,000,000 Việt Nam Đồng(* Cấp mới (lần đầu))Nộp trên Cổng. Trực tiếp tại quầy cũng được."
        "Dịch vụ bưu chính10 NgàyKhông có thông tinTrực tiếp10 Ngày làm việcMiễn phí"
    )
    online, post, direct = channels.split(table)
    assert (online.kind, post.kind, direct.kind) == (ChannelKind.ONLINE, ChannelKind.POST, ChannelKind.DIRECT)
    assert online.fees[0].note == "* Cấp mới (lần đầu)"
    assert online.description == "Nộp trên Cổng. Trực tiếp tại quầy cũng được."
    assert post.fees == ()
    assert direct.limit == Limit.of(10, LimitUnit.WORKING_DAYS)


def test_rows_that_differ_in_their_fee_are_one_channel():
    table = HEADER + "Trực tiếp5 Ngày600,000 VNĐ(Lý thuyết)Trực tiếp5 Ngày250,000 VNĐ(Thực hành)"
    (channel,) = channels.split(table)
    assert [fee.amount for fee in channel.fees] == [600_000, 250_000]


def test_a_time_in_words():
    table = HEADER + "Trực tuyếnKhông phải trả kết quảMiễn phíBằng phương thức điện tử"
    (channel,) = channels.split(table)
    assert (channel.limit, channel.limit_verbatim) == (None, "Không phải trả kết quả")


@pytest.mark.parametrize(
    ("row", "time", "amount"),
    [
        ("Trực tiếp1100,000 VNĐ(Công bố: 100.000 đồng/lần)", "1", 100_000),
        ("Trực tiếp140,000 Việt Nam Đồng", "1", 40_000),
        ("Trực tiếp1100 VNĐ(Công bố: 100.000 đồng/lần)", "1", 100_000),
        ("Trực tiếp1215,000,000 VNĐ", "", None),
        ("Trực tiếp125 VNĐTrực tuyến1Miễn phí", "1", None),
    ],
)
def test_a_time_glued_to_a_figure(row, time, amount):
    channel = channels.split(HEADER + row)[0]
    assert (channel.limit_verbatim, channel.fees[0].amount) == (time, amount)


@pytest.mark.parametrize("text", ["Nộp tại quầy", HEADER + "Nộp tại quầy", "Trực tiếp5 NgàyMiễn phí"])
def test_what_is_no_such_table_is_not_split(text):
    assert channels.split(text) is None


def test_papers_by_case_with_forms_and_quantities():
    table = (
        f"Trường hợp cấp mới:{PAPERS}Đơn đề nghị theo mẫu;Mẫu số 88.docx1 bản chínhẢnh 3x4 cm2 bản chính,1 bản sao"
        f"--{PAPERS}Bản sao giấy khai sinh0 bản chính,1 bản sao"
    )
    first, second = documents.split(table)
    assert (first.title, second.title) == ("Trường hợp cấp mới:", "")
    assert [(d.name, d.forms, d.originals, d.copies) for d in first.documents] == [
        ("Đơn đề nghị theo mẫu;", ("Mẫu số 88.docx",), 1, None),
        ("Ảnh 3x4 cm", (), 2, 1),
    ]
    assert second.documents[0].copies == 1


@pytest.mark.parametrize(
    ("row", "name", "originals"),
    [
        ("Đơn theo Mẫu số 041 bản chính", "Đơn theo Mẫu số 04", 1),
        ("Quyết định ngày 26/12/20251 bản chính", "Quyết định ngày 26/12/2025", 1),
        ("Ảnh màu12 bản chính", "Ảnh màu", 12),
        ("Tờ khai hải quan: 02 bản chính0 bản chính", "Tờ khai hải quan: 02 bản chính", 0),
        ("Tờ khai (01 bản chính) kèm ảnh1 bản chính", "Tờ khai (01 bản chính) kèm ảnh", 1),
        ("Người khai nộp 02 bản chính tờ khai2 bản chính", "Người khai nộp 02 bản chính tờ khai", 2),
    ],
)
def test_a_quantity_glued_to_a_name(row, name, originals):
    ((paper,),) = (case.documents for case in documents.split(f"--{PAPERS}{row}"))
    assert (paper.name, paper.originals) == (name, originals)


def test_what_stands_behind_the_last_row_is_kept():
    (case,) = documents.split(f"--{PAPERS}Đơn đề nghị1 bản chínhGiấy tờ khác nếu có")
    assert case.documents[1].name == "Giấy tờ khác nếu có"


def test_papers_that_are_no_table():
    assert documents.split("Nộp hồ sơ cho cơ quan.") is None
    assert documents.split("--") == ()


@pytest.mark.parametrize(
    ("row", "name", "files"),
    [
        ("Đơn đề nghị theo mẫu;Mẫu số 88.docx", "Đơn đề nghị theo mẫu;", ("Mẫu số 88.docx",)),
        ("Tờ khai của Bộ Công an.NA5.doc", "Tờ khai của Bộ Công an.", ("NA5.doc",)),
        ("Vận đơn của doanh nghiệp1.004418.docx", "Vận đơn của doanh nghiệp", ("1.004418.docx",)),
        (
            "Đơn theo Thông tư số 12/2025/TT-BNNMTMau so 01.docx",
            "Đơn theo Thông tư số 12/2025/TT-BNNMT",
            ("Mau so 01.docx",),
        ),
        (
            "Giấy đề nghị cấp lạiMẫu TP-08.docxMẫu TP-15.docx",
            "Giấy đề nghị cấp lại",
            ("Mẫu TP-08.docx", "Mẫu TP-15.docx"),
        ),
        ("Đơn theo mẫu quy địnhvăn bản đề nghị.docx", "Đơn theo mẫu quy định", ("văn bản đề nghị.docx",)),
        ("Báo cáo tình hình dự ánMẫu I.1.9.docx", "Báo cáo tình hình dự án", ("Mẫu I.1.9.docx",)),
        ("Tệp .pdf của bản vẽ, ký số", "Tệp .pdf của bản vẽ, ký số", ()),
        ("Giấy khai sinh", "Giấy khai sinh", ()),
    ],
)
def test_a_form_glued_to_a_name(row, name, files):
    assert forms.split(row) == (name, files)


def test_the_same_paper_of_two_procedures_has_one_key():
    keys = {
        documents.reuse_key(name)
        for name in ("Bản sao Giấy khai sinh", "Giấy khai sinh (bản chính)", "a) Giấy khai sinh;")
    }
    assert keys == {"giay khai sinh"}


@pytest.mark.parametrize(
    ("table", "numbers"),
    [
        ("Luật Căn cước26/2023/QH15Nghị định về căn cước70/2024/NĐ-CP", ["26/2023/QH15", "70/2024/NĐ-CP"]),
        ("Luật 61/2014/QH1361/2014/QH13", ["61/2014/QH13"]),
        ("Luật Công chứng năm 202446/2024/QH15", ["46/2024/QH15"]),
        ("193/2025/NĐ-CP193/2025/NĐ-CP", ["193/2025/NĐ-CP"]),
        ("Quy định về thi đuaThông tư số 55/2025/TT-BXDLuật Căn cước26/2023/QH15", ["55/2025/TT-BXD", "26/2023/QH15"]),
        ("sửa đổi Nghị định số 07/2025/NĐ-CP280/2025/NĐ-CP", ["280/2025/NĐ-CP"]),
        ("Luật28/2023/QH1514/2025/TT-BNNMT14/2025/TT-BNNMT", ["28/2023/QH15", "14/2025/TT-BNNMT"]),
        ("Cắt giảm thủ tục66.7/2025/NQ-CP QUY ĐỊNH MỨC THU25/2021/TT-BTC", ["66.7/2025/NQ-CP", "25/2021/TT-BTC"]),
        ("theo Thông tư số 36/2024/TT-BGTVT, Thông tư số 40/2024/TT-BGTVT72/2025/TT-BXD", ["72/2025/TT-BXD"]),
        ("Luật Đầu tư côngLuật số 58Sửa đổi Luật Đất đai226/2025/NĐ-CP", ["58", "226/2025/NĐ-CP"]),
        ("Pháp lệnh 28/2005/PL-UBTVQH1128/2005/PL-UBTVQH11", ["28/2005/PL-UBTVQH11"]),
        (
            "Hợp tác01/2014/TTLT-BTP-TANDTC-VKSNDTCLUẬT QUỐC TỊCH24/2008/QH12",
            ["01/2014/TTLT-BTP-TANDTC-VKSNDTC", "24/2008/QH12"],
        ),
    ],
)
def test_numbers_glued_to_titles(table, numbers):
    assert [basis.number for basis in legal.split(LAWS + table)] == numbers


def test_a_basis_without_a_number_keeps_its_title():
    assert [(b.number, b.title) for b in legal.split(LAWS + "Công ước quốc tế")] == [("", "Công ước quốc tế")]


def test_legal_bases_that_are_none():
    assert legal.split("Không có thông tin") == ()
    assert legal.split("theo quy định") is None


def test_results_and_the_furniture_of_the_page():
    cell = results.split(
        "Giấy phépMã: KQ.G01.000054Văn bản từ chốiMã: 000.00.00.G04-KQ0063Từ khóacấp mới; cấp lạiMô tảKhông có thông tin"
        "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"
    )
    assert [(result.name, result.code) for result in cell.results] == [
        ("Giấy phép", "KQ.G01.000054"),
        ("Văn bản từ chối", "000.00.00.G04-KQ0063"),
    ]
    assert (cell.keywords, cell.description) == (("cấp mới", "cấp lại"), "")


def test_a_result_without_a_code():
    assert [(r.name, r.code) for r in results.split("Giấy xác nhận").results] == [("Giấy xác nhận", "")]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Cấp bộ, Cấp tỉnh, Cấp xã", (Level.MINISTRY, Level.PROVINCE, Level.COMMUNE)),
        ("Cấp Tỉnh, Cơ quan khác", (Level.PROVINCE, Level.OTHER)),
        ("cấp huyện", (Level.DISTRICT,)),
        ("Tỉnh\nXã", (Level.PROVINCE, Level.COMMUNE)),
        ("", ()),
        ("Trên mạng", None),
    ],
)
def test_levels(text, read):
    assert words.levels(text) == read


def test_audiences_with_a_comma_in_their_brackets():
    text = "Tổ chức (không bao gồm doanh nghiệp, HTX), Công dân Việt Nam, Doanh nghiệp có vốn đầu tư nước ngoài"
    assert words.audiences(text) == (Audience.CITIZEN, Audience.FOREIGN_INVESTED_BUSINESS, Audience.ORGANISATION)


def test_agencies_with_a_comma_in_their_names():
    text = "Cục cảnh sát quản lý hành chính về trật tự, xã hội, Công an tỉnh"
    assert words.agencies(text) == ("Cục cảnh sát quản lý hành chính về trật tự, xã hội", "Công an tỉnh")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Trực tiếp", ["direct"]),
        ("2", ["online"]),
        ("Nộp qua bưu chính công ích", ["post"]),
        ("Trực tuyến, trực tiếp", ["direct", "online"]),
        ("fax", []),
    ],
)
def test_channels_by_name_or_number(text, kinds):
    assert [str(kind) for kind in words.channels(text)] == kinds


@pytest.mark.parametrize(
    ("fields", "kinds", "limit", "amount"),
    [
        ({"KENH": "1", "THOIGIAN": "5", "DONVITINH": "Ngày làm việc", "PHILEPHI": 50000}, 1, Limit.of(5, LimitUnit.WORKING_DAYS), 50_000),
        ({"KENH": "Trực tiếp; trực tuyến", "THOIGIAN": [{"THOIGIAN": 2}], "DONVITINH": "thang", "PHILEPHI": "Không"}, 2, Limit.of(2, LimitUnit.MONTHS), 0),
        ({"KENH": 2, "THOIGIAN": "5 ngày", "DONVITINH": "Đồng/hồ sơ", "PHILEPHI": "150.000"}, 1, Limit.of(5, LimitUnit.CALENDAR_DAYS), 150_000),
        ({"KENH": "bưu chính", "MOTA": "Thời hạn giải quyết: 7 ngày", "PHILEPHI": ["Phí: 10 đồng USD"]}, 1, Limit.of(7, LimitUnit.CALENDAR_DAYS), None),
    ],
)  # fmt: skip
def test_channels_of_the_portals_service(fields, kinds, limit, amount):
    read = detect.read({"MATTHC": "1.000001", "TENTTHC": "Tên", "CACHTHUCTHUCHIEN": fields}).facts
    assert (len(read.channels), read.legal_limit) == (kinds, limit)
    assert read.channels[0].fees[0].amount == amount


@pytest.mark.parametrize(
    "papers",
    [
        ["Đơn đề nghị", "Giấy khai sinh"],
        {"GIAYTO": ["Đơn đề nghị", "Giấy khai sinh"]},
        [{"GIAYTO": "Đơn đề nghị"}, {"GIAYTO": "Giấy khai sinh"}],
        [{"TRUONGHOP": "", "GIAYTO": {"TENGIAYTO": "Đơn đề nghị"}}, {"GIAYTO": [{"TENGIAYTO": "Giấy khai sinh"}]}],
    ],
)
def test_papers_of_the_portals_service(papers):
    read = detect.read({"MATTHC": "1.000001", "TENTTHC": "Tên", "THANHPHANHOSO": papers}).facts
    assert [paper.name for paper in read.documents] == ["Đơn đề nghị", "Giấy khai sinh"]


@pytest.mark.parametrize(
    "laws",
    [
        ["Luật Hộ tịch số 60/2014/QH13", "Nghị định 123/2015/NĐ-CP"],
        "Luật Hộ tịch số 60/2014/QH13;\nNghị định 123/2015/NĐ-CP",
    ],
)
def test_legal_bases_of_the_portals_service(laws):
    read = detect.read({"MATTHC": "1.000001", "TENTTHC": "Tên", "CANCUPHAPLY": laws}).facts
    assert [basis.number for basis in read.legal_bases] == ["60/2014/QH13", "123/2015/NĐ-CP"]


@pytest.mark.parametrize("case", cases("documents-60.jsonl"), ids=lambda case: case["code"])
def test_papers_of_real_procedures(case):
    read = [
        {"title": found.title, "documents": [[d.name, list(d.forms), d.originals, d.copies] for d in found.documents]}
        for found in documents.split(case["table"])
    ]
    assert read == case["cases"]


@pytest.mark.parametrize("case", cases("legal-bases-60.jsonl"), ids=lambda case: case["code"])
def test_legal_bases_of_real_procedures(case):
    assert [basis.number for basis in legal.split(case["table"])] == case["numbers"]
