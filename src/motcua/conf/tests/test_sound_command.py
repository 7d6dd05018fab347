"""`motcua sound`: an administrator gives the hall a voice, learns what is wrong with it, puts the centre's recordings in its place."""

import json
import shutil

import pytest
from click.testing import CliRunner, Result

from motcua.conf.cli import main
from motcua.foundation import sound
from motcua.ticketing.sound import needed


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def asked(*words: str) -> Result:
    return CliRunner().invoke(main, ["sound", *words])


def test_a_voice_is_made_heard_of_and_found_whole(home):
    made = asked("make", "--language", "vi", "--region", "south")
    assert made.exit_code == 0, made.output
    assert made.output.startswith("Đã tạo. vi: ")
    assert "giọng espeak-ng vi-vn-x-south, cách đọc southern" in made.output
    assert sound.installed_languages(home) == ["vi"]
    checked = asked("check")
    assert (checked.exit_code, checked.output[:6]) == (0, "✓ vi: ")


def test_without_a_voice_check_says_what_to_run(home):
    checked = asked("check")
    assert checked.exit_code == 1
    assert "Hãy chạy: motcua sound make" in checked.output


def test_a_damaged_voice_is_named_piece_by_piece(home):
    asked("make", "--language", "vi")
    folder = home / "sound" / "vi"
    (damaged, missing) = sorted(folder.rglob("*.wav"))[:2]
    damaged.write_bytes(b"no sound")
    missing.unlink()
    checked = asked("check")
    assert checked.exit_code == 1
    assert checked.output.startswith("✗ vi: ")
    assert damaged.name in checked.output
    assert missing.name in checked.output


def test_the_centres_recordings_take_the_machines_place(home, tmp_path):
    asked("make", "--language", "vi")
    folder = tmp_path / "recorded"
    shutil.copytree(home / "sound" / "vi", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["voice"] = "Nguyễn Thị Đọc Mẫu"
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    taken = asked("import", str(folder))
    assert taken.exit_code == 0, taken.output
    assert "giọng Nguyễn Thị Đọc Mẫu" in taken.output
    fragments = sound.installed_set(home, "vi")
    assert fragments is not None
    assert fragments.manifest.voice == "Nguyễn Thị Đọc Mẫu"


def test_recordings_that_lack_words_change_nothing(home, tmp_path):
    asked("make", "--language", "vi")
    folder = tmp_path / "recorded"
    shutil.copytree(home / "sound" / "vi", folder)
    lost = min(folder.rglob("*.wav"))
    lost.unlink()
    refused = asked("import", str(folder))
    assert refused.exit_code == 1
    assert lost.name in refused.output
    assert asked("check").exit_code == 0


@pytest.mark.parametrize(("language", "use"), [("vi", "northern"), ("vi", "southern"), ("en", "northern")])
def test_the_words_to_record_are_all_that_the_hall_says(home, language, use):
    listed = asked("words", "--language", language, "--use", use)
    assert listed.exit_code == 0
    said = [line.split("\t")[1] for line in listed.output.splitlines()]
    assert sorted(said) == sorted(text for key, text in needed(language, use).items() if key != "chime" or text in said)
    template = json.loads(asked("words", "--language", language, "--use", use, "--manifest").output)
    assert [entry["text"] for entry in template["fragments"]] == said
