"""The accounts that `make run` prints. They work in the demo only (ADR 19)."""

from dataclasses import dataclass

from motcua.accounts.rules.roles import Role

PASSWORD = "motcua-2026"  # noqa: S105 - everybody may know it: it opens nothing outside the demo


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One to try: what to type, and what it shows."""

    sign_in_name: str
    role: Role
    about: str
    password: str = PASSWORD


ACCOUNTS = (
    DemoAccount("quantri", Role.ADMINISTRATOR, "Quản trị hệ thống: nhập danh mục, tổ chức, tài khoản"),
    DemoAccount("truongtrungtam", Role.HEAD_OF_UNIT, "Giám đốc Trung tâm Phục vụ hành chính công tỉnh"),
    DemoAccount("tiepnhan08", Role.RECEPTION, "Tiếp nhận hồ sơ ở quầy 8, Đất đai"),
    DemoAccount("huongdan01", Role.GUIDANCE, "Hướng dẫn và cấp số ở cửa vào"),
    DemoAccount("thuphi32", Role.CASHIER, "Thu phí, lệ phí ở quầy 32"),
    DemoAccount("thuly.xaydung1", Role.HANDLING_OFFICER, "Thụ lý hồ sơ ở Sở Xây dựng"),
    DemoAccount("pheduyet.xaydung", Role.APPROVER, "Lãnh đạo Sở Xây dựng được cử đến ký, đóng dấu tại chỗ"),
    DemoAccount("vanthu", Role.REGISTRY_CLERK, "Văn thư của trung tâm"),
    DemoAccount("giamsat", Role.SUPERVISOR, "Giám sát của Văn phòng UBND tỉnh"),
    DemoAccount("maylayso1", Role.KIOSK, "Máy lấy số ở sảnh: mở /kiosk/"),
    DemoAccount("tiepnhan.benda1", Role.RECEPTION, "Tiếp nhận ở phường Bến Đá"),
)
