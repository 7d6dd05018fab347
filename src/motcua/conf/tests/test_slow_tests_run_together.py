"""Tests that share what is slow to make run in one process: two of them beside each other make it twice and wait for it twice."""

from motcua.conf.tests.plugin import TOGETHER, Together, pytest_xdist_make_scheduler

scope_of = Together.__new__(Together)._split_scope


def test_a_folder_is_one_piece_of_work_and_any_other_test_is_its_own():
    ids = [f"{folder}test_{name}.py::test_{name}" for folder in TOGETHER for name in "ab"]
    assert {scope_of(nodeid) for nodeid in ids} == set(TOGETHER)
    others = ["src/motcua/ui/tests/test_a.py::test_one", "src/motcua/ui/tests/test_a.py::test_two[tests/journeys/]"]
    assert [scope_of(nodeid) for nodeid in others] == others


def test_another_way_of_sharing_work_stays_what_it_is():
    class Config:
        def getvalue(self, name):
            return {"dist": "load"}[name]

    assert pytest_xdist_make_scheduler(Config(), None) is None
