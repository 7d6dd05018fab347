"""The bank holds every fragment, speaks only what is new, and says in Vietnamese what it needs."""

import numpy as np
import pytest

from motcua.foundation.sound import levels
from motcua.hotline.prompts import build, building, speaking, telephone
from motcua.hotline.prompts.voices import for_the_machine, in_the_words_of
from motcua.hotline.speech import Fragment, comma, stop
from motcua.hotline.speech.numbers import said_number
from motcua.kernel.errors import InvalidInputError, UnavailableError
from motcua.voice.rtp.bank import FRAME, Bank

TITLE = Fragment("vi", "Đăng ký khai sinh")
FRAGMENTS = (*said_number(1024, "vi"), comma("vi"), TITLE, stop("vi"), TITLE, Fragment("en", "The fee is"))


@pytest.fixture
def built(tmp_path):
    told = []
    done = build(tmp_path, FRAGMENTS, voice="north", progress=lambda *at: told.append(at))
    return done, told, Bank(tmp_path)


def test_each_fragment_is_one_prompt_at_the_loudness_of_the_telephone(built):
    done, told, bank = built
    names = {fragment.name for fragment in FRAGMENTS}
    spoken = names - {comma("vi").name, stop("vi").name}
    assert set(bank.index) == names
    assert (done.prompts, done.rendered) == (len(names), len(spoken))
    assert told == [(at, len(spoken)) for at in range(1, len(spoken) + 1)]
    for name in spoken:
        samples = telephone.decoded(bank.prompt(name))
        assert telephone.fits(bank.prompt(name))
        assert 0.1 < len(samples) / 8000 < 4
        assert np.abs(samples).max() > levels.gain(-20)


def test_pauses_are_silent(built):
    bank = built[2]
    assert bank.seconds(comma("vi").name) == pytest.approx(0.16)
    assert bank.seconds(stop("vi").name) == pytest.approx(0.4)
    assert np.abs(telephone.decoded(bank.prompt(stop("vi").name))).max() < 0.001


def test_only_what_is_new_is_spoken_and_what_is_gone_leaves(built, tmp_path):
    before = {name: built[2].prompt(name) for name in built[2].index}
    new = Fragment("vi", "Cấp bản sao trích lục")
    done = build(tmp_path, (*FRAGMENTS[1:], new), voice="north")
    bank = Bank(tmp_path)
    assert done.rendered == 1
    assert FRAGMENTS[0].name not in bank.index
    assert bank.index[new.name][1] > 0
    assert all(bank.prompt(name) == before[name] for name in bank.index if name != new.name)
    assert done.bytes == sum(path.stat().st_size for path in tmp_path.glob("*.alaw"))
    assert done.seconds == done.bytes / 8000


def test_who_is_interrupted_goes_on_from_the_last_stage(built, tmp_path, monkeypatch):
    before = {name: built[2].prompt(name) for name in built[2].index}
    monkeypatch.setattr(building, "STAGE", 2)

    def give_up(done: int, total: int) -> None:
        assert total == built[0].rendered - 1, "English stays"
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, FRAGMENTS, voice="south", progress=give_up)
    halfway = Bank(tmp_path)
    assert set(halfway.index) == set(before), "a hotline that starts now has every prompt"
    assert sum(halfway.prompt(name) != before[name] for name in before) == 2
    assert build(tmp_path, FRAGMENTS, voice="south").rendered == built[0].rendered - 3


def test_a_text_without_words_is_a_moment_of_silence(tmp_path, monkeypatch):
    monkeypatch.setattr(speaking, "spoken", lambda _voice, texts: [b"" for _ in texts])
    build(tmp_path, [TITLE], voice="north")
    assert Bank(tmp_path).seconds(TITLE.name) == pytest.approx(0.02)


def test_another_voice_speaks_vietnamese_anew_and_leaves_english(built, tmp_path):
    before = built[2].prompt(TITLE.name)
    done = build(tmp_path, FRAGMENTS, voice="south")
    assert done.rendered == built[0].rendered - 1
    assert Bank(tmp_path).prompt(TITLE.name) != before


def test_a_damaged_bank_is_made_anew(built, tmp_path):
    (tmp_path / "prompts.json").write_text("{", "utf-8")
    assert build(tmp_path, FRAGMENTS, voice="north").rendered == built[0].rendered


def test_many_texts_are_shared_among_processes_in_their_order():
    words = [1 + at % 12 for at in range(150)]
    prompts = list(speaking.spoken("vi", [" ".join(["ba"] * count) for count in words]))
    longest = {count: max(len(p) for p, said in zip(prompts, words, strict=True) if said == count) for count in words}
    assert all(
        longest.get(count - 1, 0) < len(prompt) <= longest[count] for prompt, count in zip(prompts, words, strict=True)
    )


def test_a_voice_that_the_machine_lacks_ends_the_building():
    with pytest.raises(ChildProcessError):
        list(speaking.spoken("xx-nobody", ["một"]))


def test_without_a_machines_voice_it_says_what_to_install(built, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "library", lambda: None)
    assert build(tmp_path, FRAGMENTS, voice="north").rendered == 0, "what is there already needs no voice"
    with pytest.raises(UnavailableError) as raised:
        build(tmp_path / "new", FRAGMENTS, voice="north")
    assert "apt-get install -y espeak-ng" in raised.value.message_vi
    assert not (tmp_path / "new").exists()


def test_a_region_that_nobody_speaks_for_is_refused(tmp_path):
    with pytest.raises(InvalidInputError, match="region"):
        build(tmp_path, FRAGMENTS, voice="west")


def test_a_southern_voice_reads_numbers_its_own_way():
    text = "ngày mồng bốn, hai mươi tư nghìn không trăm linh năm"
    assert in_the_words_of("south", text) == "ngày mùng bốn, hai mươi bốn ngàn không trăm lẻ năm"
    assert in_the_words_of("north", text) == text
    assert in_the_words_of("south", "di sản tâm linh, tháng tư") == "di sản tâm linh, tháng tư"


def test_the_machine_is_given_what_it_says_right():
    assert for_the_machine("gi, gì, giấy, gi") == "di, gì, giấy, di"


def test_a_prompt_fills_whole_frames(built):
    bank = built[2]
    assert all(len(bank.prompt(name)) == FRAME * bank.index[name][1] for name in bank.index)
