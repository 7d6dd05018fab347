import dataclasses
import socket

import pytest

from motcua.conf import ports
from motcua.foundation.settings import Settings, load


@pytest.fixture
def settings() -> Settings:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        found = [one.getsockname()[1], two.getsockname()[1]]
    return load({"MOTCUA_PORT": str(found[0]), "MOTCUA_LIVE_PORT": str(found[1])})


def test_free_ports_are_no_problem(settings: Settings):
    assert ports.problems(settings) == []


def test_a_taken_port_names_its_setting(settings: Settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", settings.live_port))
        taken.listen()
        (problem,) = ports.problems(settings)
    assert f"Cổng {settings.live_port}" in problem
    assert "MOTCUA_LIVE_PORT=" in problem


def test_an_address_of_another_machine(settings: Settings):
    problems = ports.problems(dataclasses.replace(settings, bind="192.0.2.1"))
    assert problems == ["MOTCUA_BIND=192.0.2.1 không phải địa chỉ của máy này."] * 2
