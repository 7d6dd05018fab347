"""The plain engine for few calls or where the fast one can't be had; a sentence says why."""

import asyncio
import resource

import numpy as np
import pytest

from motcua.voice.rtp import choosing
from motcua.voice.rtp.bank import build
from motcua.voice.rtp.choosing import PLAIN_CALLS, TooFewFilesError, choose, judge
from motcua.voice.rtp.engine import Engine, Places
from motcua.voice.rtp.fast.engine import FastEngine
from motcua.voice.rtp.tests.scene import Ears


@pytest.fixture
def files(monkeypatch):
    def set_limit(count):
        monkeypatch.setattr(choosing, "_most_files", lambda: count)

    set_limit(20_000)
    return set_limit


def test_few_calls_need_nothing(files, tmp_path):
    choice = judge(PLAIN_CALLS, tmp_path, compiler="no-such-compiler")
    assert (choice.library, choice.calls) == (None, PLAIN_CALLS)
    assert "bộ máy tiếng nói thường" in choice.reason.lower()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("calls", "processes"), [(501, 1), (6_000, 1), (9_000, 1), (9_001, 2), (40_000, 5)])
def test_many_calls_are_fast(files, tmp_path, calls, processes):
    choice = judge(calls, tmp_path)
    assert choice.library is not None
    assert choice.library.exists()
    assert (choice.calls, choice.processes) == (calls, processes)


def test_no_compiler(files, tmp_path):
    choice = judge(6_000, tmp_path, compiler="no-such-compiler")
    assert (choice.library, choice.calls) == (None, PLAIN_CALLS)
    assert "trình biên dịch" in choice.reason
    assert "gcc" in choice.reason


@pytest.mark.parametrize(("limit", "calls"), [(1_024, 412), (600, 200), (1_500, 500)])
def test_few_files(files, tmp_path, limit, calls):
    files(limit)
    choice = judge(6_000, tmp_path)
    assert (choice.library, choice.calls) == (None, calls)
    assert f"{limit}" in choice.reason


def test_too_few_files(files, tmp_path):
    files(150)
    with pytest.raises(TooFewFilesError, match="1200"):
        judge(6_000, tmp_path)


def test_the_limit_is_raised_as_far_as_allowed():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, hard), hard))
    try:
        assert choosing._most_files() == hard
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == hard
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize(("calls", "kind"), [(10, Engine), (5_000, FastEngine)])
def test_what_is_chosen(files, tmp_path, calls, kind):
    build(tmp_path / "bank", {"chào": np.zeros(160, np.int16)})

    async def main():
        return choose(tmp_path / "bank", Ears(), Places("127.0.0.1"), calls, tmp_path / "cache")

    assert type(asyncio.run(main())) is kind
