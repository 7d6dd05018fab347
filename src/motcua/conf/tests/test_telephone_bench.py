"""What the bench of the telephone makes of what was counted."""

from motcua.conf.bench.telephone import bench, exchange
from motcua.voice import flow
from motcua.voice.rtp import g711

HEARD = {
    "alive_before": 100, "alive_after": 99, "received": 49_950, "lost": 3, "empties": 2, "garbled": 0, "dropped": 0,
    "unanswered": 1, "sent": 5, "times": [30_000, 10_000, 20_000],
}  # fmt: skip


def test_missing_is_what_was_expected_and_did_not_come():
    figures = bench._heard(HEARD, 10.0)
    assert figures["missing_percent"] == 0.1
    assert figures["key_to_prompt_p50_ms"] == 20.0
    assert figures["keys_answered"] == 3
    nobody = bench._heard({**HEARD, "alive_before": 0, "received": 0, "times": []}, 10.0)
    assert nobody["missing_percent"] == 100.0
    assert nobody["key_to_prompt_p95_ms"] == -1.0


def test_lateness_is_that_of_the_window():
    before, after = {"latest_ms": 0.1, "lateness": [900, 0, 0, 0]}, {"latest_ms": 0.03, "lateness": [1880, 15, 5, 0]}
    assert bench._late(before, after) == {"tick_late_max_ms": 0.03, "tick_late_p99_ms": 0.02}
    assert bench._late({"latest_ms": 5, "lateness": []}, {"latest_ms": 7.0, "lateness": []}) == {
        "tick_late_max_ms": 7.0
    }


def test_what_is_called_can_be_called():
    called = exchange.hotline()
    assert flow.problems(called.tree, set(called.prompts)) == []
    levels = exchange.levels(called)
    assert len(set(levels.values())) == len(called.prompts)
    assert g711.SILENCE_A not in levels.values()
    assert {name for step in called.script for name in step.awaits} <= set(called.prompts)
    answers = []
    called.dialogue.ask("dossier", (("look-up", exchange.NUMBER),), answers.append)
    called.dialogue.ask("dossier", (("look-up", "1"),), answers.append)
    assert [answer.outcome for answer in answers] == ["found", "unknown"]


def test_options():
    options = bench.read(["--calls", "10", "--seconds", "2.5", "--edge"])
    assert (options.calls, options.seconds, options.engine, options.edge) == (10, 2.5, "fast", True)
