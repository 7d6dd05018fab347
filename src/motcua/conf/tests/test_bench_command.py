import json

import pytest
from click.testing import CliRunner

from motcua.conf import bench
from motcua.conf.bench import Bench, Outcome
from motcua.conf.cli import main


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench that measures its own arguments."""

    def run(arguments: tuple[str, ...]) -> Outcome:
        return Outcome({"count": len(arguments)}, ok=len(arguments) < 2)

    monkeypatch.setitem(bench.BENCHES, "quick", "nowhere")
    monkeypatch.setattr(bench, "find", lambda name: Bench(name, {"count": "< 2"}, run))


@pytest.mark.usefixtures("quick")
def test_one_json_object_on_standard_output_and_a_table_beside_it():
    done = CliRunner().invoke(main, ["bench", "quick", "file", "--json"])
    result = json.loads(done.stdout)
    assert set(result) == {"name", "figures", "bar", "ok", "machine"}
    assert (result["name"], result["figures"], result["bar"], result["ok"]) == (
        "quick",
        {"count": 1},
        {"count": "< 2"},
        True,
    )
    assert set(result["machine"]) >= {"cores", "model", "memory_gb", "calibration_ms"}
    assert "count" in done.stderr
    assert done.exit_code == 0


@pytest.mark.usefixtures("quick")
def test_below_the_bar_the_exit_code_says_so():
    done = CliRunner().invoke(main, ["bench", "quick", "a", "b", "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["ok"] is False


def test_an_unknown_name_is_told_the_known_ones():
    done = CliRunner().invoke(main, ["bench", "nothing"])
    assert done.exit_code == 2
    assert "start" in done.output


def test_every_bench_can_be_loaded():
    for name in bench.BENCHES:
        assert bench.find(name).name == name
