"""Each flaw of a tree has its sentence; a tree without flaws has none; data that is no tree says where."""

from copy import deepcopy

import pytest

from motcua.voice.flow import MalformedTreeError, Problem, problems, read
from motcua.voice.flow.tests.example import HOTLINE


def changed(**nodes):
    data = deepcopy(HOTLINE)
    for name, change in nodes.items():
        data["nodes"].setdefault(name, {}).update(change)
    return data


def said(data, recorded=None):
    return [(problem.node, problem.sentence) for problem in problems(read(data), recorded)]


def test_the_example_is_whole():
    assert problems(read(HOTLINE)) == []


@pytest.mark.parametrize(
    ("data", "node", "words"),
    [
        (HOTLINE | {"start": "nowhere"}, None, "Nút bắt đầu"),
        (HOTLINE | {"repeat": "*"}, None, "ba phím khác nhau"),
        (HOTLINE | {"back": "5"}, None, "phải là * hoặc #"),
        (HOTLINE | {"patience": 60}, None, "Thời gian chờ"),
        (HOTLINE | {"tries": 0}, None, "Số lần thử"),
        (HOTLINE | {"wrong": []}, None, "Thiếu câu báo"),
        (changed(hours={"then": "nowhere"}), "hours", "không có trong cây"),
        (changed(main={"choices": {"1": "number", "2": "hours", "9": "end"}}), "main", "đã dùng"),
        (changed(more={"choices": {"12": "number", "0": "end"}}), "more", "không phải là phím"),
        (changed(more={"choices": dict.fromkeys("0123456", "end")}), "more", "quá 6 lựa chọn"),
        (changed(more={"choices": {}}), "more", "không có lựa chọn"),
        (changed(number={"least": 13}), "number", "Số chữ số"),
        (changed(alone={"kind": "message", "prompts": ["x"]}), "alone", "Không có đường nào dẫn tới"),
        (changed(end={"then": "main"}, later={"then": "main"}), "main", "kết thúc cuộc gọi"),
        (changed(hours={"then": "hours"}), "hours", "thành vòng"),
        (changed(hours={"prompts": []}), "hours", "không nói gì"),
    ],
)
def test_flaws_are_told(data, node, words):
    assert any(where == node and words in sentence for where, sentence in said(data))


def test_prompts_that_are_not_recorded_are_told():
    recorded = {prompt for node in HOTLINE["nodes"].values() for prompt in node["prompts"]} - {"thank you"}
    assert problems(read(HOTLINE), recorded | {"wrong", "still there"}) == [
        Problem("Chưa có bản ghi “thank you”.", "end"),
        Problem("Chưa có bản ghi “goodbye”."),
    ]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, "nodes"),
        (HOTLINE | {"strat": "x"}, "strat is unknown"),
        ({key: value for key, value in HOTLINE.items() if key != "start"}, "start is missing"),
        (HOTLINE | {"tries": "3"}, "tries"),
        (HOTLINE | {"tries": True}, "tries"),
        (HOTLINE | {"wrong": "wrong"}, "wrong must be a list"),
        (changed(hours={"kind": "song"}), "hours: kind"),
        (changed(hours={"prompts": [1]}), "hours: prompts"),
        (changed(hours={"choices": {}}), "hours: choices is unknown"),
        (changed(main={"choices": ["1"]}), "main: choices"),
        (changed(number={"least": "12"}), "number: least"),
        (changed(hours={"then": 5}), "hours: then"),
        (changed(hours={"then": {}}), "hours: then"),
        (HOTLINE | {"start": {}}, "start"),
        (HOTLINE | {"nodes": []}, "nodes"),
        (changed(hours={"kind": ["menu"]}), "hours: kind"),
        ([HOTLINE], "the tree"),
    ],
)
def test_what_is_no_tree(data, where):
    with pytest.raises(MalformedTreeError, match=where):
        read(data)
