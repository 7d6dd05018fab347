"""What can be seen without the database."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from motcua.conf import logs, probe
from motcua.conf import telephone as hotline
from motcua.conf.examination.finding import Finding, absent, bad, good
from motcua.conf.welcome import missing_programs
from motcua.foundation import home, postgres, processes
from motcua.foundation.postgres.place import abandoned
from motcua.foundation.settings import Settings, SettingsError, unknown_names
from motcua.hotline.ears.command import why_deaf
from motcua.voice.rtp import choosing, g711
from motcua.voice.rtp.bank import Bank

LAST_ERRORS = 3
PACKAGES = {"tesseract": "tesseract-ocr-vie", "cc": "gcc"}
"""Program → Debian package, where the names differ."""
ORIGINS = {"system": "của Debian", "bundled": "đi kèm", "folder": "do MOTCUA_POSTGRES chỉ định"}


def configuration(settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    mode = "dùng thử" if settings.demo else "chạy thật"
    free = shutil.disk_usage(_existing(settings.home)).free // 10**9
    yield good(f"Chế độ {mode}; địa chỉ {settings.url}/; dữ liệu ở {settings.home} (còn trống {free} GB)")
    for sentence in unknown_names(environ):
        yield bad(sentence, "Xem các tên đúng: .venv/bin/motcua settings --markdown")
    try:
        settings.check_serving()
    except SettingsError as error:
        yield bad(error.problems[0])


def running(settings: Settings) -> Iterator[Finding]:
    """The supervisor and its children, then whether the two ports answer."""
    centre = home.running_centre(settings.home)
    if centre is None:
        yield absent(
            "Không có `motcua run` nào trong thư mục dữ liệu này",
            "Chạy `make run`; chạy thật bằng systemd: docs/howto/install.md",
        )
    else:
        for name, pid in {"run": centre.pid, **centre.children}.items():
            yield (good if processes.alive(pid) else bad)(f"{name}: tiến trình {pid}")
    silent = bad if centre else absent
    status = probe.status(settings)
    yield (
        good(f"Trang web trả lời ở cổng {settings.port}")
        if status
        else silent(f"Trang web không trả lời ở cổng {settings.port}")
    )
    live = probe.listens(settings, settings.live_port)
    said = "trả lời" if live else "không trả lời"
    yield (good if live else silent)(f"Luồng tức thời {said} ở cổng {settings.live_port}")


def own_postgres(settings: Settings) -> Iterator[Finding]:
    """Which PostgreSQL the next start would use."""
    found = postgres.installed(settings.postgres)
    if found:
        yield absent(f"Chưa chạy; `make run` sẽ dùng {found[0]} ({ORIGINS[found[0].origin]})")
    else:
        yield bad("Không tìm thấy PostgreSQL", "apt-get install -y postgresql")
    for folder in abandoned():
        yield absent(
            f"Dữ liệu của một thư mục MOTCUA_HOME không còn nữa: {folder}", f"Không cần thì xóa: rm -r {folder}"
        )


def telephone(settings: Settings) -> Iterator[Finding]:
    """Whether calls can be taken, in how many voices at once, and what is spoken already."""
    if reason := hotline.why_not(settings):
        yield absent(reason)
        return
    try:
        choice = choosing.judge(settings.telephone.calls, hotline.cache_folder(settings.home))
    except choosing.TooFewFilesError as error:
        yield bad(f"{error}")
        return
    yield (good if choice.calls >= settings.telephone.calls else absent)(choice.reason)
    try:
        bank = Bank(hotline.prompts_folder(settings.home))
    except (OSError, ValueError):
        yield absent(
            "Chưa có câu nói nào được đọc", "Tổng đài tự đọc khi khởi động; hoặc chạy: motcua telephone prompts"
        )
        return
    recorded = sum(origin == "recorded" for origin in bank.origins.values())
    yield from _ears(settings)
    hours, megabytes = bank.frames.size / g711.RATE / 3600, bank.frames.size / 1e6
    yield good(f"Đã có {len(bank.index)} câu nói ({recorded} câu ghi âm), {hours:.1f} giờ, {megabytes:.0f} MB")


def _ears(settings: Settings) -> Iterator[Finding]:
    if named := settings.telephone.ears:
        reason = why_deaf(named)
        yield (
            bad(reason)
            if reason
            else good(f"Người gọi có thể nói tên việc cần làm ({settings.telephone.ears_at_once} người cùng lúc)")
        )


def programs() -> Iterator[Finding]:
    missing = missing_programs()
    if not missing:
        yield good("Đủ cả")
    for name, use in missing.items():
        yield absent(f"Chưa có {name}: {use}", f"apt-get install -y {PACKAGES.get(name, name)}")


def errors(settings: Settings) -> Iterator[Finding]:
    """The latest records of the file of errors, without their tracebacks."""
    file = logs.errors_file(settings.home)
    records = [line for line in _lines(file) if line[:1] in {"{", "2"}]
    if not records:
        yield good("Không có")
    for record in records[-LAST_ERRORS:]:
        yield absent(record[:200], f"Chi tiết: {file}")


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())
