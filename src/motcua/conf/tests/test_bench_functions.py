"""A bench's functions run in processes of their own."""

import os

import pytest

from motcua.conf.bench import cpu, functions

HERE = "motcua.conf.tests.test_bench_functions"


def busy(seconds: float) -> None:
    begun = os.times().user
    while os.times().user - begun < seconds:
        pass


def fails(word: str) -> None:
    raise LookupError(word)


def test_a_function_that_fails_is_told(capfd: pytest.CaptureFixture[str]):
    with pytest.raises(RuntimeError, match="fails failed with 1"):
        functions.call(f"{HERE}:fails", {"word": "hồ sơ"}, os.environ)
    assert "LookupError: hồ sơ" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["os", "os:", "os:nothing", "os:sep", ":getcwd"])
def test_a_name_that_is_no_functions(name: str):
    with pytest.raises(ValueError, match="names no function"):
        functions.named(name)


def test_cpu_is_counted_with_that_of_children_that_have_ended():
    before = cpu.seconds_of_trees({"us": os.getpid()})["us"]
    child = os.fork()
    if not child:
        busy(0.3)
        os._exit(0)
    os.waitpid(child, 0)
    assert 0.25 <= cpu.seconds_of_trees({"us": os.getpid()})["us"] - before < 2
    assert cpu.seconds_of(os.getpid()) > 0


def test_a_process_that_has_ended_has_spent_nothing_more():
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    assert cpu.seconds_of(child) == 0
    assert cpu.seconds_of_trees({"gone": child}) == {"gone": 0}
