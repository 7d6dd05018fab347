"""What the terminal says when the centre is ready: where to look and who may sign in."""

import shutil

from motcua.demo.accounts import ACCOUNTS, PASSWORD
from motcua.foundation.settings import Settings

OPTIONAL_PROGRAMS = {
    "chromium": "kiểm thử bằng trình duyệt",
    "espeak-ng": "đọc số thứ tự và trả lời điện thoại bằng giọng nói",
    "kamailio": "chia cuộc gọi cho nhiều máy tổng đài",
    "tesseract": "nhận dạng chữ trên giấy tờ quét",
    "cc": "tổng đài trên 500 cuộc gọi cùng lúc",
}
"""Debian program → what the centre does with it; everything else runs without."""


def missing_programs() -> dict[str, str]:
    """The optional programs that this machine lacks, and what stays off without them."""
    return {name: use for name, use in OPTIONAL_PROGRAMS.items() if not shutil.which(name)}


def welcome(settings: Settings, telephone: str) -> str:
    """Several lines for the terminal; `telephone` says where it is called at, or why it isn't."""
    lines = ["", f"Trung tâm đã mở cửa:  {settings.url}/", f"Cán bộ đăng nhập:     {settings.url}/noi-bo/", telephone]
    missing = missing_programs()
    if missing:
        lines.append("Chưa có (vẫn chạy được): " + "; ".join(f"{name} – {use}" for name, use in missing.items()) + ".")
    if settings.demo:
        lines += ["", f"Tài khoản dùng thử, chung một mật khẩu: {PASSWORD}"]
        lines += [f"  {account.sign_in_name:<20} {account.about}" for account in ACCOUNTS]
    return "\n".join([*lines, "", "Dừng: Ctrl-C. Kiểm tra: .venv/bin/motcua doctor (ở cửa sổ khác).", ""])
