"""Real sets by espeak-ng (`apt-get install -y espeak-ng`), measured: what is heard, how loud, how long, and what is told when not."""

import json
import shutil
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from motcua.foundation import sound
from motcua.foundation.sound import levels, pcm
from motcua.foundation.sound.announcements import AFTER_CHIME, BETWEEN_WORDS, PAUSES, assemble
from motcua.kernel.errors import UnavailableError
from motcua.kernel.speech import Use
from motcua.ticketing import sound as hall
from motcua.ticketing.rules.announcing import call_score, needed_fragments

CALLS = [("A012", 5), ("DD 1205", 21), ("W999", 555), ("Đ7", 104)]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("home")
    for language in ("vi", "en"):
        sound.make_set(place, language, region="north", use="northern", needed=needed_fragments(language))
    return place


@pytest.fixture
def recorded(home, tmp_path) -> Path:
    """A folder that a centre could hand in: its files may be changed."""
    return Path(shutil.copytree((home / "sound" / "vi").resolve(), tmp_path / "recorded"))


def samples_of(home, language, call):
    fragments = sound.installed_set(home, language)
    return fragments, call_score(*call, language), assemble(fragments, call_score(*call, language))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("call", CALLS)
def test_every_announcement_is_as_loud_as_promised_and_never_clips(home, language, call):
    _, score, samples = samples_of(home, language, call)
    path = sound.prepare(home, sound.installed_set(home, language), score).path
    written, rate = pcm.read_wav(path.read_bytes())
    assert rate == pcm.RATE
    assert levels.loudness(written, rate) == pytest.approx(-16, abs=1)
    assert levels.true_peak(written) <= -0.99
    assert len(written) == len(samples)


def test_the_length_is_the_sum_and_pauses_are_silent(home):
    fragments, score, samples = samples_of(home, "vi", ("A012", 5))
    words = sum(len(fragments.fragments[sign].samples) for sign in score if sign not in PAUSES)
    pairs = sum(a not in PAUSES and b not in PAUSES and a != "chime" for a, b in pairwise(score))
    between = pairs * BETWEEN_WORDS + AFTER_CHIME + 3 * PAUSES[","] + PAUSES["."]
    assert len(samples) / pcm.RATE == pytest.approx((words / pcm.RATE) + between, abs=0.002)
    longest = max(len(run) for run in "".join("0" if one == 0 else "1" for one in samples).split("1"))
    assert longest / pcm.RATE == pytest.approx(PAUSES["."], abs=0.06)


def test_it_is_speech_and_edges_do_not_click(home):
    _, _, samples = samples_of(home, "vi", ("A012", 5))
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / pcm.RATE)
    assert power[(hertz > 80) & (hertz < 5000)].sum() / power.sum() > 0.95
    fragment = sound.installed_set(home, "vi").fragments["5"].samples
    assert abs(fragment[0]) < 1e-3
    assert abs(fragment[-1]) < 1e-3


def test_twenty_milliseconds_are_enough(home):
    fragments, score, _ = samples_of(home, "vi", ("DD 1205", 21))
    taken = []
    for _ in range(9):
        began = time.process_time()
        pcm.write_wav(assemble(fragments, score))
        taken.append(time.process_time() - began)
    assert sorted(taken)[4] <= 0.02


def test_each_missing_or_unfit_fragment_is_told_by_name(recorded, tmp_path):
    manifest = json.loads((recorded / "manifest.json").read_text("utf-8"))
    manifest["fragments"] = [one for one in manifest["fragments"] if one["key"] not in {"tens", "letter-q"}]
    (recorded / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (recorded / "5.wav").unlink()
    loud = np.clip(np.sin(np.arange(pcm.RATE) / 20) * 3, -1, 1)
    (recorded / "6.wav").write_bytes(pcm.write_wav(loud))
    (recorded / "7.wav").write_bytes(pcm.write_wav(np.zeros(pcm.RATE)))
    (recorded / "8.wav").write_bytes(b"MP3")
    with pytest.raises(sound.SoundSetError) as refused:
        sound.import_folder(recorded, tmp_path / "home", hall.needed)
    told = "\n".join(refused.value.problems)
    assert len(refused.value.problems) == 6
    assert all(
        name in told
        for name in ("«mươi» (tens)", "«quy» (letter-q)", "5.wav", "vỡ tiếng", "7.wav", "không phải tệp WAV")
    )


def test_a_replaced_set_changes_what_is_heard(home, recorded, tmp_path):
    samples, rate = pcm.read_wav((recorded / "5.wav").read_bytes())
    (recorded / "5.wav").write_bytes(pcm.write_wav(pcm.resample(samples[::-1], rate, 24000) * 0.2, 24000))
    score = call_score("A012", 5, "vi")
    before = sound.prepare(home, sound.installed_set(home, "vi"), score)
    imported = sound.import_folder(recorded, tmp_path, hall.needed)
    after = sound.prepare(tmp_path, imported, score)
    assert before.key != after.key
    assert before.wav() != after.wav()
    assert levels.loudness(pcm.read_wav(after.wav())[0], pcm.RATE) == pytest.approx(-16, abs=1)


def test_a_score_with_an_unknown_fragment_names_it(home):
    with pytest.raises(sound.SoundSetError, match="problems") as refused:
        assemble(sound.installed_set(home, "vi"), ("number", "letter-zz"))
    assert "letter-zz" in refused.value.message_vi


def test_kept_announcements_are_found_and_pruned(home):
    fragments = sound.installed_set(home, "en")
    first = sound.prepare(home, fragments, call_score("B1", 1, "en"))
    assert sound.prepare(home, fragments, call_score("B1", 1, "en")) == first
    assert sound.prune(home, kept_bytes=0) > 0
    assert not first.path.exists()


def test_the_hall_speaks_with_what_is_installed(home, tmp_path, settings):
    settings.MOTCUA = replace(settings.MOTCUA, home=tmp_path)
    assert hall.spoken_languages() == []
    assert hall.announcement("A012", 5, "vi") is None
    settings.MOTCUA = replace(settings.MOTCUA, home=home)
    assert hall.spoken_languages() == ["vi", "en"]
    assert hall.announcement("A012", 5, "vi").wav()[:4] == b"RIFF"


def test_without_the_program_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnavailableError) as refused:
        sound.make_set(tmp_path, "vi", region="south", use="southern", needed=needed_fragments("vi", Use.SOUTHERN))
    assert "apt-get install -y espeak-ng" in refused.value.message_vi
