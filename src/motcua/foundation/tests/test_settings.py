import re
from pathlib import Path

import pytest

from motcua.foundation.settings import TABLE, SettingsError, load, unknown_names
from motcua.foundation.settings.table import markdown

SOURCE = Path(__file__).resolve().parents[2]
ROOT = SOURCE.parents[1]
PRODUCTION = {"MOTCUA_SECRET_KEY": "k" * 40, "DATABASE_URL": "postgresql:///motcua"}


def problems_of(**environ: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        load(environ)
    return refused.value.problems


def test_nothing_set_gives_the_documented_defaults():
    settings = load({})
    assert settings.home == Path("var").absolute()
    assert (settings.port, settings.live_port, settings.bind, settings.schema) == (8000, 8001, "127.0.0.1", "public")
    assert not settings.demo
    assert settings.url == "http://localhost:8000"


def test_the_live_port_follows_the_port():
    assert load({"MOTCUA_PORT": "9000"}).live_port == 9001
    assert load({"MOTCUA_PORT": "9000", "MOTCUA_LIVE_PORT": "7000"}).live_port == 7000


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MOTCUA_PORT", "0", "từ 1 đến 65535"),
        ("MOTCUA_PORT", "70000", "từ 1 đến 65535"),
        ("MOTCUA_PORT", "tám nghìn", "từ 1 đến 65535"),
        ("MOTCUA_PORT", "²", "từ 1 đến 65535"),
        ("MOTCUA_LIVE_PORT", "8000", "phải khác MOTCUA_PORT"),
        ("MOTCUA_DEMO", "maybe", "chỉ nhận 1 (bật) hoặc 0 (tắt)"),
        ("MOTCUA_BIND", "motcua.example.vn", "địa chỉ IP"),
        ("MOTCUA_BIND", "10.0.0.5", "motcua tls"),
        ("MOTCUA_SCHEMA", "Tỉnh Mẫu", "chữ thường không dấu"),
        ("MOTCUA_SCHEMA", "pg_toast", "chữ thường không dấu"),
        ("MOTCUA_LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR"),
        ("MOTCUA_CLOCK", "2026-11-25T08:30", "MOTCUA_DEMO=1"),
        ("MOTCUA_TLS_CERT", "/nowhere.pem", "MOTCUA_TLS_KEY"),
        ("MOTCUA_BEHIND_PROXY", "1", "MOTCUA_HOSTS"),
        ("DATABASE_URL", "mysql://x/y", "postgresql://"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_do(name: str, value: str, said: str):
    problems = "\n".join(problems_of(**{name: value}))
    assert name in problems or name == "MOTCUA_BEHIND_PROXY"  # which is right, and lacks something else
    assert said in problems


def test_every_problem_is_told_at_once():
    assert len(problems_of(MOTCUA_PORT="x", MOTCUA_SCHEMA="X", DATABASE_URL="x")) == 3


@pytest.mark.parametrize("moment", ["hôm qua", "2026-13-01T08:00", "2026-11-25T08:30+07:00"])
def test_the_demo_clock_is_a_local_moment(moment: str):
    assert "2026-11-25T08:30" in problems_of(MOTCUA_DEMO="1", MOTCUA_CLOCK=moment)[0]


@pytest.mark.parametrize("opened", [{"MOTCUA_BIND": "0.0.0.0"}, {"MOTCUA_BEHIND_PROXY": "1", "MOTCUA_HOSTS": "a.vn"}])
def test_the_demo_never_opens_to_a_network(opened: dict[str, str]):
    assert any("mật khẩu mẫu" in problem for problem in problems_of(MOTCUA_DEMO="1", **opened))


@pytest.mark.parametrize("key", ["", "short", "k" * 31])
def test_serving_without_a_real_secret_is_refused(key: str):
    settings = load({**PRODUCTION, "MOTCUA_SECRET_KEY": key})
    with pytest.raises(SettingsError) as refused:
        settings.check_serving()
    assert "MOTCUA_SECRET_KEY" in refused.value.problems[0]


def test_serving_with_a_secret_is_allowed():
    load(PRODUCTION).check_serving()


def test_behind_a_proxy_pages_are_https_and_streams_share_their_origin():
    settings = load({**PRODUCTION, "MOTCUA_BEHIND_PROXY": "1", "MOTCUA_HOSTS": "motcua.example.vn"})
    assert settings.https
    assert settings.url == "https://motcua.example.vn"
    assert settings.live_origin("motcua.example.vn") == ""


def test_a_certificate_made_by_motcua_tls_is_found_when_the_centre_opens(tmp_path: Path):
    (tmp_path / "tls").mkdir()
    for name in ("server.pem", "server.key"):
        (tmp_path / "tls" / name).touch()
    settings = load({**PRODUCTION, "MOTCUA_HOME": str(tmp_path), "MOTCUA_BIND": "10.0.0.5"})
    assert settings.https
    assert settings.hosts[0] == "10.0.0.5"
    assert settings.live_origin("10.0.0.5") == "https://10.0.0.5:8001"


def test_on_loopback_a_made_certificate_changes_nothing(tmp_path: Path):
    (tmp_path / "tls").mkdir()
    for name in ("server.pem", "server.key"):
        (tmp_path / "tls" / name).touch()
    assert not load({**PRODUCTION, "MOTCUA_HOME": str(tmp_path)}).https


def test_a_misspelt_name_is_told_with_the_right_one():
    assert unknown_names({"MOTCUA_PROT": "1", "MOTCUA_PORT": "1", "PATH": ""}) == [
        "Không có cấu hình MOTCUA_PROT. Có phải MOTCUA_PORT?"
    ]


def test_no_secret_is_in_the_message_of_a_wrong_database_address():
    assert "hunter2" not in problems_of(DATABASE_URL="postgresql://motcua:hunter2@host:x/motcua")[0]


def test_every_setting_that_the_source_reads_is_documented():
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r"[\"'](MOTCUA_[A-Z_]+)[\"']", code))
    assert named - {setting.name for setting in TABLE} == set()


def test_every_documented_setting_is_read():
    code = "\n".join(
        path.read_text("utf-8") for path in (SOURCE / "foundation" / "settings").glob("*.py") if path.name != "table.py"
    )
    unread = [setting.name for setting in TABLE if f'"{setting.name}"' not in code]
    assert unread == []


def test_the_reference_page_is_in_step():
    assert (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8") == markdown()
