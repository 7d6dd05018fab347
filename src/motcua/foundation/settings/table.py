"""Every setting of the product, once: the reference page is made from this table, and a test walks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Setting:
    """One environment variable, as an administrator reads about it."""

    name: str
    meaning: str
    default: str
    example: str


TABLE: tuple[Setting, ...] = (
    Setting(
        "MOTCUA_DEMO",
        "`1`: chạy bản dùng thử với tỉnh giả định, tài khoản mẫu; chỉ nghe ở địa chỉ nội bộ của máy. `make run` tự đặt `1`.",
        "0",
        "1",
    ),
    Setting(
        "MOTCUA_TRIAL",
        "`1`: mọi trang, mọi màn hình và mọi giấy in ra ghi rõ đây là vận hành thử, chưa tiếp nhận hồ sơ thật.",
        "0",
        "1",
    ),
    Setting(
        "MOTCUA_HOME",
        "Thư mục dữ liệu của trung tâm: tệp, cơ sở dữ liệu đi kèm, trạng thái. Mọi lệnh `motcua` tìm trung tâm đang chạy qua thư mục này.",
        "./var",
        "/var/lib/motcua/home",
    ),
    Setting(
        "MOTCUA_SECRET_KEY",
        "Khóa bí mật ký phiên làm việc, ít nhất 32 ký tự. Bắt buộc khi chạy thật; bản dùng thử tự tạo và giữ trong `MOTCUA_HOME`.",
        "không có",
        "(kết quả của lệnh `openssl rand -base64 48`)",
    ),
    Setting(
        "DATABASE_URL",
        "Địa chỉ PostgreSQL từ 15 trở lên. Để trống thì `motcua run` tự chạy máy chủ PostgreSQL riêng trong `MOTCUA_HOME`. "
        "Nối qua socket Unix: `postgresql:///motcua?host=/run/postgresql`.",
        "không có",
        "postgresql://motcua:mat-khau@127.0.0.1:5432/motcua",
    ),
    Setting(
        "MOTCUA_SCHEMA",
        "Lược đồ PostgreSQL chứa dữ liệu của trung tâm; mỗi tỉnh một lược đồ.",
        "public",
        "tinh_mau",
    ),
    Setting(
        "MOTCUA_POSTGRES",
        "Khi không có `DATABASE_URL`: dùng PostgreSQL nào. `auto`: của Debian nếu có, rồi đến bản đi kèm; `system`: chỉ của Debian; "
        "`bundled`: chỉ bản đi kèm; hoặc thư mục chứa `initdb` và `postgres`.",
        "auto",
        "/usr/lib/postgresql/15/bin",
    ),
    Setting("MOTCUA_PORT", "Cổng của trang web.", "8000", "8443"),
    Setting("MOTCUA_LIVE_PORT", "Cổng của luồng cập nhật tức thời (bảng gọi số).", "MOTCUA_PORT + 1", "8444"),
    Setting(
        "MOTCUA_BIND",
        "Địa chỉ mạng mà máy chủ nghe. Khác địa chỉ nội bộ thì phải có chứng thư (`motcua tls`, hoặc `MOTCUA_TLS_CERT`).",
        "127.0.0.1",
        "10.0.0.5",
    ),
    Setting(
        "MOTCUA_HOSTS",
        "Các tên máy mà người dùng gõ trên trình duyệt, cách nhau bằng dấu phẩy. Bắt buộc khi nghe mọi địa chỉ hoặc đứng sau máy chủ ủy nhiệm.",
        "localhost, 127.0.0.1 và MOTCUA_BIND",
        "motcua.example.vn,10.0.0.5",
    ),
    Setting(
        "MOTCUA_TLS_CERT",
        "Tệp chứng thư (PEM) để phục vụ HTTPS. Để trống thì dùng chứng thư do `motcua tls` tạo, nếu có.",
        "MOTCUA_HOME/tls/server.pem nếu có",
        "/etc/motcua/server.pem",
    ),
    Setting(
        "MOTCUA_TLS_KEY",
        "Tệp khóa riêng (PEM, PKCS#8, không mật khẩu) của chứng thư.",
        "MOTCUA_HOME/tls/server.key nếu có",
        "/etc/motcua/server.key",
    ),
    Setting(
        "MOTCUA_BEHIND_PROXY",
        "`1`: đứng sau máy chủ ủy nhiệm (nginx) có HTTPS; tin `X-Forwarded-Proto` và `X-Forwarded-For` do nó gửi.",
        "0",
        "1",
    ),
    Setting("MOTCUA_WEB_WORKERS", "Số tiến trình phục vụ trang web.", "2", "4"),
    Setting(
        "MOTCUA_WEB_THREADS",
        "Số luồng của mỗi tiến trình web, và nửa số kết nối cơ sở dữ liệu nhiều nhất của nó. Đo được: quá 4 không nhanh thêm.",
        "4",
        "4",
    ),
    Setting(
        "MOTCUA_SESSION_IDLE_MINUTES",
        "Sau bao nhiêu phút không thao tác thì cán bộ phải đăng nhập lại (5 đến 720).",
        "60",
        "30",
    ),
    Setting(
        "MOTCUA_SESSION_HOURS",
        "Sau bao nhiêu giờ kể từ lúc đăng nhập thì cán bộ phải đăng nhập lại, dù vẫn đang làm việc (1 đến 24).",
        "12",
        "9",
    ),
    Setting(
        "MOTCUA_LOG_LEVEL",
        "Mức nhật ký: `DEBUG`, `INFO`, `WARNING` hoặc `ERROR`.",
        "INFO",
        "WARNING",
    ),
    Setting(
        "MOTCUA_LOG_FORMAT",
        "`console`: dòng chữ để đọc; `json`: mỗi dòng một đối tượng JSON cho hệ thống thu thập.",
        "console khi dùng thử, json khi chạy thật",
        "json",
    ),
    Setting(
        "MOTCUA_TELEPHONE",
        "`0`: không chạy tổng đài tự động cùng trung tâm.",
        "1",
        "0",
    ),
    Setting(
        "MOTCUA_TELEPHONE_BIND",
        "Địa chỉ IP nhận cuộc gọi (SIP) và tiếng nói (RTP). Bản dùng thử chỉ nhận ở `127.0.0.1`.",
        "127.0.0.1",
        "10.0.0.6",
    ),
    Setting(
        "MOTCUA_TELEPHONE_PORT",
        "Cổng SIP, UDP và TCP. Đang bận thì bản dùng thử lấy cổng trống kế tiếp.",
        "5060",
        "5062",
    ),
    Setting(
        "MOTCUA_TELEPHONE_CALLS",
        "Số cuộc gọi cùng lúc nhiều nhất (1 đến 20000); nhiều hơn thì từ chối lịch sự (503). Quá 500 thì cần `gcc`.",
        "500",
        "6000",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TRUSTED",
        "Các địa chỉ IP của nhà mạng hoặc của Kamailio đứng trước, cách nhau bằng dấu phẩy: không bị giới hạn 20 cuộc gọi mới mỗi giây và một phần mười số cuộc gọi cùng lúc.",
        "chỉ chính máy này",
        "10.0.0.6,10.0.0.7",
    ),
    Setting(
        "MOTCUA_TELEPHONE_SPEECH_PORTS",
        "Các cổng UDP cho tiếng nói; mỗi cuộc gọi hai cổng. Đang bận thì bỏ qua cổng đó.",
        "20000-32000",
        "20000-60000",
    ),
    Setting(
        "MOTCUA_TELEPHONE_VOICE",
        "Giọng máy đọc câu chưa có bản ghi âm: `north`, `central` hoặc `south`.",
        "north",
        "south",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TRUNK",
        "Tài khoản nhà mạng cấp, khi nhà mạng đòi đăng ký: `số@máy-chủ` hoặc `số@máy-chủ:cổng`. Trống: nhà mạng gọi thẳng tới, không đăng ký.",
        "",
        "0293100@nha-mang.vn",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TRUNK_PASSWORD",
        "Mật khẩu của tài khoản đó. Chỉ để trong `/etc/motcua/motcua.env`; không được ghi vào nhật ký.",
        "",
        "(do nhà mạng cấp)",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TRUNK_LOGIN",
        "Tên đăng nhập, khi nhà mạng cấp tên khác với số.",
        "phần trước @",
        "tk-0293100",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TRUNK_CONTACT",
        "Địa chỉ và cổng để nhà mạng gọi tới, khi đứng sau Kamailio hoặc thiết bị chuyển đổi địa chỉ.",
        "địa chỉ và cổng của chính máy này",
        "203.0.113.5:5060",
    ),
    Setting(
        "MOTCUA_TELEPHONE_EARS",
        "Bộ nhận dạng tiếng nói, để người gọi nói tên việc cần làm: `viet-asr`, hoặc một lệnh theo giao ước ở docs/howto/telephone.md. Trống: chỉ bấm phím.",
        "",
        "viet-asr",
    ),
    Setting(
        "MOTCUA_TELEPHONE_EARS_AT_ONCE",
        "Nhận dạng cho bao nhiêu người gọi cùng lúc (1 đến 64); mỗi người một tiến trình, `viet-asr` chừng 250 MB. Quá số này thì mời bấm phím.",
        "2",
        "8",
    ),
    Setting(
        "MOTCUA_TELEPHONE_TARIFF",
        "Cước một phút gọi, đồng; được đọc ở đầu cuộc gọi. `0`: gọi miễn phí hoặc cước thường, không đọc.",
        "0",
        "1000",
    ),
    Setting(
        "MOTCUA_TELEPHONE_DRAIN",
        "Khi dừng: đợi bao nhiêu giây cho các cuộc gọi kết thúc rồi mới ngắt (0 đến 3600).",
        "5",
        "600",
    ),
    Setting(
        "MOTCUA_CLOCK",
        "Chỉ khi dùng thử: giờ của trung tâm bắt đầu từ thời điểm này rồi chạy tiếp, theo giờ Việt Nam.",
        "giờ của máy",
        "2026-11-25T08:30",
    ),
    Setting(
        "MOTCUA_CLOCK_STARTED",
        "Thời điểm thật ứng với `MOTCUA_CLOCK`; `motcua run` tự đặt để mọi tiến trình cùng một giờ.",
        "lúc tiến trình bắt đầu",
        "2026-11-22T09:00:00+07:00",
    ),
)


def markdown() -> str:
    """The reference page docs/reference/settings.md, as `motcua settings --markdown` prints it."""
    return "\n".join(_markdown_lines()) + "\n"


def _markdown_lines() -> Iterator[str]:
    yield dedent("""\
        # Cấu hình (settings)

        Mọi cấu hình là biến môi trường, được kiểm tra khi khởi động; sai thì phần mềm không chạy và nói cần sửa gì.
        Trang này do `motcua settings --markdown` tạo ra từ `motcua.foundation.settings.table`; đừng sửa tay.

        | Tên | Ý nghĩa | Mặc định | Ví dụ |
        |---|---|---|---|""")
    for setting in TABLE:
        yield f"| `{setting.name}` | {setting.meaning} | {setting.default} | {_code(setting.example)} |"


def _code(text: str) -> str:
    return text if text.startswith("(") else f"`{text}`"
