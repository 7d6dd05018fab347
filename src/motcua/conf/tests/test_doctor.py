from pathlib import Path

import pytest

from motcua.conf import logs
from motcua.conf.examination import examine, machine
from motcua.foundation.settings import load


def page(**environ: str) -> dict[str, list[tuple[bool | None, str, str]]]:
    return {heading: [(one.ok, one.text, one.remedy) for one in findings] for heading, findings in examine(environ)}


def test_wrong_settings_are_the_whole_story(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path), MOTCUA_PORT="x", MOTCUA_SCHEMA="X")
    assert [ok for ok, _, _ in seen["Cấu hình"]] == [False, False]
    assert "Cơ sở dữ liệu" not in seen


def test_before_the_first_start_it_says_what_a_start_would_use(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path / "home"), MOTCUA_DEMO="1", MOTCUA_PORT="1")
    assert any("make run" in remedy for _, _, remedy in seen["Tiến trình"])
    assert "PostgreSQL" in seen["Cơ sở dữ liệu"][0][1]
    assert not [text for findings in seen.values() for ok, text, _ in findings if ok is False]


def test_without_any_postgresql_it_says_how_to_get_one(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path), MOTCUA_DEMO="1", MOTCUA_POSTGRES=str(tmp_path))
    assert (False, "Không tìm thấy PostgreSQL", "apt-get install -y postgresql") in seen["Cơ sở dữ liệu"]


def test_it_says_why_no_calls_are_taken(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path), MOTCUA_DEMO="1", MOTCUA_TELEPHONE="0")
    assert [(ok, text) for ok, text, _ in seen["Tổng đài tự động"]] == [
        (None, "Tổng đài tự động đang tắt (MOTCUA_TELEPHONE=0).")
    ]


def test_it_says_what_carries_the_calls_and_that_nothing_is_spoken_yet(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path), MOTCUA_DEMO="1", MOTCUA_TELEPHONE_CALLS="120")
    carries, spoken = seen["Tổng đài tự động"]
    assert carries[:2] == (True, "Bộ máy tiếng nói thường đủ cho 120 cuộc gọi cùng lúc.")
    assert "motcua telephone prompts" in spoken[2]


def test_a_missing_secret_and_a_misspelt_name_are_told(tmp_path: Path):
    seen = page(MOTCUA_HOME=str(tmp_path), MOTCUA_PROT="1")
    texts = [text for ok, text, _ in seen["Cấu hình"] if ok is False]
    assert any("MOTCUA_SECRET_KEY" in text for text in texts)
    assert any("MOTCUA_PORT" in text for text in texts)


def test_optional_programs_come_with_the_package_that_has_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    found = {one.remedy.removeprefix("apt-get install -y ") for one in machine.programs()}
    assert found == {"chromium", "espeak-ng", "kamailio", "tesseract-ocr-vie", "gcc"}
    assert all(one.ok is None for one in machine.programs())


def test_the_latest_errors_are_shown_without_their_tracebacks(tmp_path: Path):
    file = logs.errors_file(tmp_path)
    file.parent.mkdir()
    file.write_text(
        "2026-11-22 first\nTraceback\n  File\n2026-11-22 second\n2026-11-22 third\n2026-11-22 fourth\n", "utf-8"
    )
    shown = [one.text for one in machine.errors(load({"MOTCUA_HOME": str(tmp_path)}))]
    assert shown == ["2026-11-22 second", "2026-11-22 third", "2026-11-22 fourth"]
