"""Suggestions: everyday phrases, titles from any of their words, codes; nothing for a single letter."""

from time import process_time

import pytest

from motcua.catalogue.search.engine import Engine
from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.vocabulary import load_vocabulary
from motcua.catalogue.tests.catalogue_entries import ENTRIES

ENGINE = Engine(ENTRIES, load_vocabulary())


def test_a_title_from_its_start_before_one_from_its_middle():
    titled = [line for line in ENGINE.suggest("đăng ký th", 20) if line.code]
    assert [line.code for line in titled] == ["9.000008", "9.000015", "9.000017", "9.000009"]


@pytest.mark.parametrize("typed", ["sổ đ", "so d", "Sổ Đ", "so do"])
def test_an_everyday_phrase_with_what_it_stands_for(typed):
    line = next(line for line in ENGINE.suggest(typed, 20) if line.text == "sổ đỏ")
    assert line.code == ""
    assert line.note.startswith("giấy chứng nhận quyền sử dụng đất")


@pytest.mark.parametrize("typed", ["9.0000", "90000"])
def test_codes(typed):
    lines = ENGINE.suggest(typed, 50)
    assert {line.code for line in lines} >= {entry.code for entry in ENTRIES}


def test_names_that_people_of_this_place_use():
    engine = Engine([Entry("9.200001", "Đăng ký sử dụng mặt nước", names=("thuê đầm",))], load_vocabulary())
    line = next(line for line in engine.suggest("thue d", 20) if line.code)
    assert (line.text, line.code, line.note) == ("thuê đầm", "9.200001", "Đăng ký sử dụng mặt nước")
    assert engine.search("thuê đầm").items[0].code == "9.200001"


@pytest.mark.parametrize("typed", ["", " ", "đ", "?", "…"])
def test_nothing_for_next_to_nothing(typed):
    assert ENGINE.suggest(typed, 10) == ()


def test_no_more_than_wanted_and_none_twice():
    lines = ENGINE.suggest("đăng", 5)
    assert len(lines) == len(set(lines)) == 5
    assert ENGINE.suggest("đăng", 0) == ()


def test_fast_enough_for_every_key():
    started = process_time()
    for _ in range(100):
        ENGINE.suggest("ca", 8)
    assert process_time() - started < 100 * 0.005
