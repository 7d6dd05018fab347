"""`motcua telephone`: an administrator builds the bank, learns what to record, puts recordings in the machine's place."""

import json

import numpy as np
import pytest
from click.testing import CliRunner, Result

from motcua.conf.cli import main
from motcua.conf.cli import telephone as command
from motcua.foundation.sound import pcm
from motcua.hotline.speech import Fragment, stop
from motcua.voice.rtp.bank import Bank

WORDS = (Fragment("vi", "Hồ sơ đã có kết quả"), Fragment("vi", "ngày mồng bốn"), stop("vi"), Fragment("en", "ten"))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(command, "_needed", lambda: iter(WORDS))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def asked(*words: str) -> Result:
    return CliRunner().invoke(main, ["telephone", *words])


def test_the_bank_is_built_and_the_next_time_nothing_is_spoken_again(home):
    first = asked("prompts", "--region", "south")
    assert first.exit_code == 0, first.output
    assert "Máy đang đọc: 3/3" in first.output
    assert "Đã lập 4 câu" in first.output
    assert set(Bank(home / "telephone" / "prompts").index) == {fragment.name for fragment in WORDS}
    assert "máy vừa đọc 0 câu" in asked("prompts", "--region", "south").output


def test_from_the_list_of_what_to_record_to_a_person_being_heard(home, tmp_path):
    plan = json.loads(asked("missing", "--manifest", "--region", "south").output)
    assert [entry["text"] for entry in plan["fragments"]] == ["Hồ sơ đã có kết quả", "ngày mùng bốn"]
    folder = tmp_path / "recorded"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(plan), "utf-8")
    lacking = asked("missing", str(folder))
    assert lacking.exit_code == 1
    assert f"{WORDS[0].name}.wav\tHồ sơ đã có kết quả" in lacking.output
    assert "Còn thiếu 2 câu." in lacking.output

    for entry in plan["fragments"]:
        tone = 0.1 * np.sin(np.arange(16_000) * 0.2)
        (folder / entry["file"]).write_bytes(pcm.write_wav(tone, 16_000))
    assert asked("missing", str(folder)).exit_code == 0
    assert "Đã nhập 2 câu vi" in asked("import", str(folder)).output
    assert "máy vừa đọc 1 câu" in asked("prompts").output


def test_no_folder_is_asked_for(home):
    refused = asked("missing")
    assert refused.exit_code == 2
    assert "Hãy ghi tên thư mục ghi âm" in refused.output


def test_a_folder_that_holds_no_recordings_says_what_to_do(home, tmp_path):
    refused = asked("import", str(tmp_path))
    assert refused.exit_code == 1
    assert "manifest.json" in refused.output
