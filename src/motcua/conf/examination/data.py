"""What the database tells; Django is set up before this module is imported."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from motcua.conf.examination.finding import Finding, absent, bad, good
from motcua.foundation import health
from motcua.foundation.postgres.binaries import EXTENSIONS
from motcua.foundation.settings import Settings
from motcua.hotline.selectors.today import nodes_now
from motcua.hotline.vocabulary import TrunkState

CHECKS = {
    "disk": ("Ổ đĩa còn chỗ", "Dọn ổ đĩa chứa MOTCUA_HOME, hoặc chuyển MOTCUA_HOME sang ổ lớn hơn."),
    "database": ("Cơ sở dữ liệu trả lời", "Chạy `make run`, hoặc xem lại DATABASE_URL."),
    "migrations": ("Bảng dữ liệu đúng phiên bản phần mềm", "Chạy `.venv/bin/motcua prepare`."),
    "audit_guard": (
        "Nhật ký kiểm toán được khóa sửa, xóa",
        "Chạy `.venv/bin/motcua audit verify` và báo người phụ trách an toàn thông tin.",
    ),
    "worker": ("Hàng đợi công việc đang chạy", "Chạy `make run`, hoặc `systemctl restart motcua-worker`."),
    "relay": ("Sự kiện được chuyển đi kịp thời", "Nếu hàng đợi đang chạy mà vẫn chậm: xem nhật ký của `worker`."),
}
"""Name of a health check → what it is called here, and how to mend it."""


def database(settings: Settings) -> Iterator[Finding]:
    """The server, its version and the extensions that the centre uses."""
    where = settings.database
    assert where is not None
    yield good(
        f"PostgreSQL ở {where.host or 'địa chỉ mặc định'}, cơ sở dữ liệu {where.name}, lược đồ {settings.schema}"
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version(), array(SELECT extname::text FROM pg_extension)")
            version, present = cursor.fetchone()
    except DatabaseError as error:
        yield bad(f"Không nối được: {str(error).strip().splitlines()[0]}", CHECKS["database"][1])
        return
    yield good(str(version).partition(" on ")[0])
    for name in EXTENSIONS:
        if name not in present:
            yield absent(f"Chưa có phần mở rộng {name}", CHECKS["migrations"][1])


def work() -> Iterator[Finding]:
    for check in health.report():
        name, remedy = CHECKS.get(check.name, (check.name, ""))
        yield good(name) if check.ok else bad(name, remedy)


def trunks() -> Iterator[Finding]:
    """How the telephones that run stand with their carriers."""
    try:
        nodes = [node.row for node in nodes_now() if node.live and node.row.trunk]
    except DatabaseError:
        return
    for row in nodes:
        if row.trunk == TrunkState.FAILED:
            yield bad(
                f"{row.name} chưa đăng ký được với nhà mạng: {row.trunk_told}",
                "Xem lại MOTCUA_TELEPHONE_TRUNK và mật khẩu; tổng đài tự thử lại.",
            )
        elif row.trunk == TrunkState.REGISTERED:
            yield good(f"{row.name} đã đăng ký với nhà mạng")
        else:
            yield absent(f"{row.name} đang đăng ký với nhà mạng")
