"""What an administrator may say of the hotline, and what is told about slips."""

import pytest

from motcua.foundation.settings import SettingsError, load


def test_a_centre_answers_calls_unless_told_otherwise():
    usual = load({}).telephone
    assert (usual.on, usual.bind, usual.port, usual.calls, usual.voice) == (True, "127.0.0.1", 5060, 500, "north")
    assert not load({"MOTCUA_TELEPHONE": "0"}).telephone.on


def test_ports_and_trusted_hosts():
    told = load({"MOTCUA_TELEPHONE_SPEECH_PORTS": "30000-42000", "MOTCUA_TELEPHONE_TRUSTED": "10.0.0.6, 2001:db8::1"})
    assert told.telephone.ports == (30_000, 42_000)
    assert told.telephone.trusted == ("10.0.0.6", "2001:db8::1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MOTCUA_TELEPHONE_SPEECH_PORTS", "42000-30000"),
        ("MOTCUA_TELEPHONE_SPEECH_PORTS", "80-90"),
        ("MOTCUA_TELEPHONE_SPEECH_PORTS", "30000"),
        ("MOTCUA_TELEPHONE_TRUSTED", "nha-mang.example.vn"),
        ("MOTCUA_TELEPHONE_VOICE", "west"),
        ("MOTCUA_TELEPHONE", "maybe"),
    ],
)
def test_a_slip_is_told_with_its_name(name, value):
    with pytest.raises(SettingsError) as told:
        load({name: value})
    (problem,) = told.value.problems
    assert name in problem


def test_a_demo_takes_calls_from_this_machine_only():
    with pytest.raises(SettingsError) as told:
        load({"MOTCUA_DEMO": "1", "MOTCUA_TELEPHONE_BIND": "10.0.0.6"})
    assert "MOTCUA_TELEPHONE_BIND" in told.value.problems[0]
