"""A person's recordings: what lacks is told, what is unfit is named, what is fit is heard instead of the machine."""

import json
from math import pi

import numpy as np
import pytest

from motcua.foundation.sound import SoundSetError, levels, pcm
from motcua.hotline.prompts import build, import_folder, missing, recorded_set, telephone, template
from motcua.hotline.speech import Fragment, stop
from motcua.voice.rtp.bank import Bank

ONE, TWO, ENGLISH = Fragment("vi", "Một"), Fragment("vi", "Hai mươi tư nghìn"), Fragment("en", "One")
FRAGMENTS = (ONE, TWO, stop("vi"), ENGLISH)
HERTZ = 600.0


def tone(seconds: float, rate: int, hertz: float = HERTZ, loud: float = -26.0):
    """Silence, a sound that comes and goes as syllables do, silence."""
    at = np.arange(round(seconds * rate)) / rate
    voice = np.sin(2 * pi * hertz * at) * (0.6 + 0.4 * np.sin(2 * pi * 4 * at)) * levels.gain(loud)
    return np.concatenate([np.zeros(rate // 2), voice, np.zeros(rate // 2)])


@pytest.fixture
def folder(tmp_path):
    """A set that lacks nothing."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    plan = template(FRAGMENTS, "vi", "south")
    (folder / "manifest.json").write_text(plan.to_json(), "utf-8")
    for entry, rate in zip(plan.fragments, (8000, 44100), strict=True):
        (folder / entry.file).write_bytes(pcm.write_wav(tone(1.0, rate), rate))
    return folder


def entry(folder, fragment: Fragment):
    return folder / f"{fragment.name}.wav"


def test_the_plan_says_what_to_record_in_the_words_of_the_region():
    plan = template(FRAGMENTS, "vi", "south")
    assert [(entry.key, entry.text) for entry in plan.fragments] == [
        (ONE.name, "Một"),
        (TWO.name, "Hai mươi bốn ngàn"),
    ]
    assert plan.use == "southern"


def test_what_a_set_lacks_is_listed(folder):
    assert missing(folder, FRAGMENTS) == []
    entry(folder, TWO).unlink()
    third = Fragment("vi", "Ba")
    assert missing(folder, (*FRAGMENTS, third)) == [TWO, third]


@pytest.mark.parametrize("fragment", [ONE, TWO])
def test_a_recording_of_any_rate_becomes_a_prompt(folder, tmp_path, fragment):
    import_folder(folder, tmp_path)
    recorded = recorded_set(tmp_path, "vi")
    assert recorded is not None
    samples = telephone.decoded(recorded.bank.prompt(fragment.name))
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * 8000 / len(samples) == pytest.approx(HERTZ, abs=10)
    assert len(samples) / 8000 == pytest.approx(1.0, abs=0.1), "the silence around it is gone"
    assert levels.loudness(samples, 8000) == pytest.approx(telephone.LOUDNESS, abs=0.5)


def test_what_a_telephone_cant_carry_does_not_come_back_as_another_sound(folder, tmp_path):
    mixed = tone(1.0, 44100) + tone(1.0, 44100, hertz=7000.0)
    entry(folder, TWO).write_bytes(pcm.write_wav(mixed, 44100))
    samples = telephone.decoded(import_folder(folder, tmp_path).bank.prompt(TWO.name))
    spectrum = np.abs(np.fft.rfft(samples))
    ghost = round(1000.0 * len(samples) / 8000)
    assert spectrum[ghost - 5 : ghost + 5].max() < spectrum.max() / 200


def test_the_bank_prefers_the_person_and_lets_the_machine_fill_gaps(folder, tmp_path):
    plan = json.loads((folder / "manifest.json").read_text("utf-8"))
    plan["fragments"] = plan["fragments"][:1]
    (folder / "manifest.json").write_text(json.dumps(plan), "utf-8")
    recorded = import_folder(folder, tmp_path)
    done = build(tmp_path / "bank", FRAGMENTS, voice="north", recorded=[recorded])
    bank = Bank(tmp_path / "bank")
    assert bank.prompt(ONE.name) == recorded.bank.prompt(ONE.name)
    assert done.rendered == 2
    assert build(tmp_path / "bank", FRAGMENTS, voice="north").rendered == 1, (
        "the machine speaks again what was recorded"
    )


def test_every_unfit_file_is_named(folder, tmp_path):
    entry(folder, ONE).write_bytes(b"no sound")
    entry(folder, TWO).write_bytes(pcm.write_wav(tone(1.0, 16000, loud=-70.0), 16000))
    with pytest.raises(SoundSetError) as raised:
        import_folder(folder, tmp_path)
    assert [ONE.name in problem or TWO.name in problem for problem in raised.value.problems] == [True, True]
    assert "quá nhỏ" in raised.value.message_vi
    assert recorded_set(tmp_path, "vi") is None


def test_a_bang_louder_than_the_voice_is_refused(folder, tmp_path):
    voice = tone(2.0, 16000, loud=-50.0)
    voice[12000:12040] = 0.9 * np.sin(np.arange(40) * 0.5)
    entry(folder, ONE).write_bytes(pcm.write_wav(voice, 16000))
    with pytest.raises(SoundSetError, match="1 problems"):
        import_folder(folder, tmp_path)


def test_a_folder_without_a_plan_says_how_to_get_one(tmp_path):
    with pytest.raises(SoundSetError) as raised:
        import_folder(tmp_path, tmp_path)
    assert "motcua telephone missing --manifest" in raised.value.message_vi
    assert recorded_set(tmp_path, "vi") is None
