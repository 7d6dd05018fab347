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


def test_an_account_at_a_carrier():
    account = {"MOTCUA_TELEPHONE_TRUNK": "sip:0293100@nha-mang.vn:5070", "MOTCUA_TELEPHONE_TRUNK_PASSWORD": "mật khẩu"}
    trunk = load(account).telephone.trunk
    assert (trunk.user, trunk.domain, trunk.port, trunk.login, trunk.contact) == (
        "0293100",
        "nha-mang.vn",
        5070,
        "",
        "",
    )
    assert trunk.password == "mật khẩu"
    assert "mật khẩu" not in repr(load(account).telephone)
    assert load({}).telephone.trunk is None


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"MOTCUA_TELEPHONE_TRUNK": "mat-khau-0"}, "MOTCUA_TELEPHONE_TRUNK:"),
        (
            {"MOTCUA_TELEPHONE_TRUNK": "a@b:99999", "MOTCUA_TELEPHONE_TRUNK_PASSWORD": "mat-khau-1"},
            "MOTCUA_TELEPHONE_TRUNK:",
        ),
        ({"MOTCUA_TELEPHONE_TRUNK": "a@b"}, "MOTCUA_TELEPHONE_TRUNK_PASSWORD"),
        (
            {"MOTCUA_TELEPHONE_TRUNK": "a@b", "MOTCUA_TELEPHONE_TRUNK_PASSWORD": "mat-khau\n2"},
            "MOTCUA_TELEPHONE_TRUNK_PASSWORD",
        ),
        ({"MOTCUA_TELEPHONE_TRUNK_PASSWORD": "mat-khau-3"}, "MOTCUA_TELEPHONE_TRUNK"),
        (
            {
                "MOTCUA_TELEPHONE_TRUNK": "a@b",
                "MOTCUA_TELEPHONE_TRUNK_PASSWORD": "mat-khau-4",
                "MOTCUA_TELEPHONE_TRUNK_CONTACT": "a b",
            },
            "MOTCUA_TELEPHONE_TRUNK_CONTACT",
        ),
    ],
)
def test_a_slip_in_the_account_is_told_without_what_was_written(told, name):
    with pytest.raises(SettingsError) as slip:
        load(told)
    (problem,) = slip.value.problems
    assert problem.startswith(name)
    assert "mat-khau" not in problem
