"""Media processes: one that dies is there again, several share the calls, prompts change while calls go on."""

import os
import signal

import numpy as np
import pytest
import uvloop

from motcua.voice.rtp import g711
from motcua.voice.rtp.bank import Bank, build
from motcua.voice.rtp.fast import media
from motcua.voice.rtp.media import NoPortError
from motcua.voice.rtp.tests.scene import fast, scene, talk, until
from motcua.voice.rtp.tests.test_keys_count_once import press


def can_open(engine):
    try:
        engine.close(engine.open())
    except NoPortError:
        return False
    return True


def test_the_next_call_is_served(tmp_path, monkeypatch):
    monkeypatch.setattr(media, "PAUSE_SECONDS", 0.01)

    async def play(engine, ears, caller):
        line = engine.open()
        engine.talk(line, caller.speech(), set())
        await until(lambda: caller.got)
        [pid] = engine.pids
        os.kill(pid, signal.SIGKILL)
        await ears.gone.wait()
        await until(lambda: engine.lines == 0)
        with pytest.raises(NoPortError):
            engine.open()
        assert line.quality().sent > 0
        line.play(["chào"])
        line.stop_recording()
        await until(lambda: engine.pids != [pid] and can_open(engine))
        after = engine.open()
        await talk(engine, after, caller)
        caller.send(after, press("5", 1000))
        await until(lambda: ears.keys == "5")

    scene(fast, tmp_path / "bank", play, uvloop.new_event_loop)


def test_two_processes_share_the_calls(tmp_path):
    async def play(engine, ears, caller):
        assert len(set(engine.pids)) == 2
        lines = [engine.open() for _ in range(20)]
        for line in lines:
            engine.talk(line, caller.speech(), set())
            line.play(["hai"])
        await until(lambda: not any(line.speaking for line in lines))
        assert len({line.port for line in lines}) == 20
        assert {len(one.lines) for one in engine._media} == {10}
        assert sum(engine.lateness()) > 0
        assert engine.latest >= 0

    def make(folder, ears, places):
        return fast(folder, ears, places, processes=2)

    scene(make, tmp_path / "bank", play, uvloop.new_event_loop)


def test_a_new_bank_is_for_new_calls(tmp_path):
    async def play(engine, ears, caller):
        old = engine.open()
        folder = tmp_path / "bank"
        build(folder, {"mới": np.full(1600, 5000, np.int16)})
        engine.bank = Bank(folder)
        new = engine.open()
        engine.talk(new, caller.speech(), set())
        new.play(["mới"])
        await ears.over.wait()
        levels = {int(g711.decode_a(p.body)[0]) for _, p in caller.got}
        assert any(abs(level - 5000) < 200 for level in levels)
        engine.close(new)
        engine.talk(old, caller.speech(), set())
        old.play(["chào"])
        await until(lambda: not old.speaking)

    scene(fast, tmp_path / "bank", play, uvloop.new_event_loop)
