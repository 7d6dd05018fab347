"""Made-up records in every shape, for the tests of the import."""

import json
from typing import Any

CODE = "1.000001"


def crawl(code: str = CODE, **changes: Any) -> dict[str, Any]:
    """A procedure as the crawl of the national portal has it: every table one string."""
    return {
        "ma_thu_tuc": code,
        "ten_thu_tuc": "Cấp giấy phép thử nghiệm",
        "so_quyet_dinh": "1/QĐ-THU",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "loai_thu_tuc": "Loại khác",
        "linh_vuc": "Thử nghiệm",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Doanh nghiệp",
        "trinh_tu_thuc_hien": "Bước 1: nộp hồ sơ.",
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến5 Ngày làm việc50,000 VNĐ(Phí thẩm định)Trực tiếp7 Ngày làm việc50,000 VNĐ(Phí thẩm định)",
        "thanh_phan_ho_so": "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghị;Mẫu số 01.docx1 bản chínhGiấy khai sinh0 bản chính,1 bản sao",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Thử nghiệm1/2025/QH15",
        "co_quan_thuc_hien": "Sở Thử nghiệm",
        "yeu_cau_dieu_kien": "Không",
        "ket_qua_xu_ly": "Giấy phép thử nghiệmMã: KQ.G99.000001Từ khóaKhông có thông tinMô tảKhông có thông tin",
        "page_code": code,
    } | changes


def split_tables(code: str = CODE) -> dict[str, Any]:
    """The same procedure with its tables split."""
    return {
        "thu_tuc_id": code,
        "metadata": {
            "mã_thủ_tục": code,
            "tên_thủ_tục": "Cấp giấy phép thử nghiệm",
            "số_quyết_định": "1/QĐ-THU",
            "cấp_thực_hiện": "Cấp Tỉnh, Cấp Xã",
            "loại_thủ_tục": "Loại khác",
            "lĩnh_vực": "Thử nghiệm",
        },
        "content": {
            "trình_tự_thực_hiện": "Bước 1: nộp hồ sơ.",
            "đối_tượng_thực_hiện": "Doanh nghiệp, Công dân Việt Nam",
            "cơ_quan_thực_hiện": "Sở Thử nghiệm",
            "yêu_cầu_điều_kiện_thực_hiện": "Không",
        },
        "tables": {
            "hinh_thuc_nop": [
                {"hinh_thuc": "Trực tiếp", "thoi_han_giai_quyet": "07 Ngày làm việc", "phi_le_phi": "Phí : 50.000 Đồng (Phí thẩm định)", "mo_ta": ""},
                {"hinh_thuc": "Trực tuyến", "thoi_han_giai_quyet": "05 Ngày làm việc", "phi_le_phi": "Phí : 50.000 Đồng (Phí thẩm định)", "mo_ta": ""},
            ],
            "thanh_phan_ho_so": [
                {"ten_giay_to": "Đơn đề nghị;", "so_luong": "Mẫu số 01.docx", "ghi_chu": "Bản chính: 1"},
                {"ten_giay_to": "Giấy khai sinh", "so_luong": "", "ghi_chu": "Bản chính: 0\nBản sao: 1"},
            ],
            "can_cu_phap_ly": [{"so_ky_hieu": "1/2025/QH15", "trich_yeu": "Luật Thử nghiệm", "ngay_ban_hanh": ""}],
        },
    }  # fmt: skip


def portal_service(code: str = CODE) -> dict[str, Any]:
    """The same procedure as the national portal's LayThuTuc gives it."""
    return {
        "MATTHC": f"{code}.000.00.00.H30",
        "TENTTHC": "Cấp giấy phép thử nghiệm",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G99", "TENLINHVUC": "Thử nghiệm"}],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": "Bước 1: nộp hồ sơ."}],
        "CACHTHUCTHUCHIEN": [
            {"KENH": "1", "THOIGIAN": "7", "DONVITINH": "Ngày làm việc", "PHILEPHI": [{"LOAIPHI": "Phí", "MUCPHI": "50000", "DONVITINH": "Đồng", "MOTA": "Phí thẩm định"}]},
            {"KENH": "Trực tuyến", "THOIGIAN": [{"THOIGIANGIAIQUYET": 5, "DONVITINH": "NGAY_LAM_VIEC", "PHILEPHI": "Phí: 50.000 đồng (Phí thẩm định)"}]},
        ],
        "THANHPHANHOSO": [
            {"TRUONGHOP": "", "GIAYTO": [{"TENGIAYTO": "Đơn đề nghị;", "MAUDON": [{"TENMAUDON": "Mẫu số 01.docx"}], "SOBANCHINH": 1}, {"TENGIAYTO": "Giấy khai sinh", "SOBANCHINH": "0", "SOBANSAO": "1"}]}
        ],
        "DOITUONGTHUCHIEN": ["Công dân Việt Nam", "Doanh nghiệp"],
        "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G99.000001", "TENKETQUA": "Giấy phép thử nghiệm"}],
        "CANCUPHAPLY": [{"SOVANBAN": "1/2025/QH15", "TENVANBAN": "Luật Thử nghiệm"}],
        "COQUANTHUCHIEN": {"TENDONVI": "Sở Thử nghiệm"},
        "YEUCAU": "Không",
    }  # fmt: skip


def lines(*records: Any) -> str:
    return "".join(record if isinstance(record, str) else json.dumps(record) + "\n" for record in records)
