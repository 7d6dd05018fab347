"""Registering with a carrier: the proof, the refresh, the pauses after failures, and that it never calls."""

import asyncio
import hashlib
import re

import pytest
import uvloop

from motcua.voice.sip.agent import Settings
from motcua.voice.sip.digest import Challenge, respond, strongest
from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.message import Response
from motcua.voice.sip.reading import read_datagram
from motcua.voice.sip.serving import serve
from motcua.voice.sip.tests.table import Answering, Table
from motcua.voice.sip.trunk import FIRST_PAUSE, LONGEST_PAUSE, Account, Registration
from motcua.voice.sip.ways import Way

ACCOUNT = Account("0293100", 'pass "word"\\', "carrier.example", "192.0.2.50")


class Desk:
    """An agent on a table that registers. `answer` says how it went on the wire, by hand."""

    def __init__(self, account=ACCOUNT, found=True):
        self.table, self.told = Table(), []
        way = Way(self.table.wire, ("192.0.2.50", 5060)) if found else None
        self.registration = Registration(
            self.table.agent.table,
            "192.0.2.10:5060",
            account,
            lambda found: found(way),
            lambda *said: self.told.append(said),
        )

    def asked(self):
        """The REGISTER that was sent last, and nothing else was sent."""
        assert set(self.table.wire.take()) == {"REGISTER"}
        return self.table.last

    def answer(self, status, *fields, of=None):
        asked = of or self.asked()
        response = Response(status=status, reason="x")
        response.fields = [f for f in asked.fields if f[0] in {"Via", "From", "To", "Call-ID", "CSeq"}]
        response.fields += fields
        self.table.agent.datagram(response.write(), self.table.wire, ("192.0.2.50", 5060))
        return asked


ASK = ("WWW-Authenticate", 'Digest realm="carrier", nonce="n1", qop="auth", algorithm=MD5')
ASK_BETTER = ("WWW-Authenticate", 'Digest realm="carrier", nonce="n256", qop="auth", algorithm=SHA-256')
GRANTED = ("Expires", "3600")


def proof(asked, name="Authorization"):
    return dict(re.findall(r'(\w+)="?((?:\\.|[^",])*)"?', asked.first(name)))


def test_examples_of_the_rfcs():
    """RFC 7616 §3.9.1, both algorithms; RFC 2617's without a qop is RFC 2069's."""
    asked = 'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"'
    for algorithm, expected in (
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
    ):
        told = respond(
            Challenge.read(asked.format(algorithm)), "GET", "/dir/index.html", user="Mufasa",
            password="Circle of Life", count=1, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        )  # fmt: skip
        assert f'response="{expected}"' in told
        assert "nc=00000001" in told
    plain = respond(
        Challenge.read('Digest realm="r", nonce="n"'), "REGISTER", "sip:c", user="u", password="p", count=1, cnonce=""
    )
    secret, what = (hashlib.md5(text).hexdigest() for text in (b"u:r:p", b"REGISTER:sip:c"))
    assert f'response="{hashlib.md5(f"{secret}:n:{what}".encode()).hexdigest()}"' in plain
    assert "qop" not in plain


@pytest.mark.parametrize(
    "text", ["Basic realm=x", 'Digest realm="r"', 'Digest nonce="n"', 'Digest realm="r", nonce="n", algorithm=ROT13',
             'Digest realm="r", nonce="n", qop="auth-int"', 'Digest realm="r, nonce="n"', "Digest " + "x" * 5_000]
)  # fmt: skip
def test_what_cannot_be_answered(text):
    with pytest.raises(MalformedError):
        Challenge.read(text)
    assert strongest([text]) is None


def test_the_stronger_proof_is_given():
    desk = Desk()
    first = desk.answer(401, ASK, ASK_BETTER)
    assert first.first("Authorization") is None
    second = desk.answer(200, GRANTED)
    given = proof(second)
    assert (given["algorithm"], given["nonce"], given["nc"]) == ("SHA-256", "n256", "00000001")
    assert second.target == given["uri"] == "sip:carrier.example"
    assert (second.only("CSeq"), second.call_id) == ("2 REGISTER", first.call_id)
    assert second.only("Contact") == "<sip:0293100@192.0.2.10:5060>"
    assert desk.registration.registered
    assert desk.told == [(True, "")]


def test_it_is_refreshed_before_it_ends_with_the_same_nonce():
    desk = Desk()
    desk.answer(401, ASK)
    desk.answer(
        200, ("Contact", "<sip:other@x.example>;expires=9"), ("Contact", "<sip:0293100@192.0.2.10:5060>;expires=1800")
    )
    assert desk.table.pass_time(1_199) == []
    assert set(desk.table.pass_time(2)) == {"REGISTER"}
    again = desk.table.last
    assert proof(again)["nc"] == "00000002"
    # The nonce has run out: the new one is taken at once, and the name stays registered.
    desk.answer(401, ("WWW-Authenticate", 'Digest realm="carrier", nonce="n2", qop="auth", stale=true'), of=again)
    last = desk.answer(200, ("Expires", "60"))
    assert (proof(last)["nonce"], proof(last)["nc"]) == ("n2", "00000001")
    assert desk.told == [(True, "")]
    assert set(desk.table.pass_time(31)) == {"REGISTER"}


def test_a_short_interval_is_made_longer():
    desk = Desk(Account("u", "p", "carrier.example", expires=60))
    assert desk.answer(423, ("Min-Expires", "600")).only("Expires") == "60"
    assert desk.answer(200).only("Expires") == "600"
    assert desk.registration.registered


def test_a_wrong_password_is_not_tried_again_at_once():
    desk = Desk()
    desk.answer(401, ASK)
    desk.answer(401, ASK)
    assert desk.told == [(False, "the registrar refuses name or password")]
    assert desk.table.pass_time(FIRST_PAUSE / 2 - 1) == []
    assert "REGISTER" in desk.table.pass_time(FIRST_PAUSE)


def test_a_registrar_that_only_challenges_is_left_alone():
    desk = Desk()
    stale = ("WWW-Authenticate", 'Digest realm="carrier", nonce="x", qop="auth", stale=true')
    for _ in range(4):
        desk.answer(401, stale)
    assert desk.table.wire.take() == []
    assert not desk.registration.registered


@pytest.mark.parametrize(
    ("status", "fields"),
    [(403, ()), (500, ()), (302, ()), (401, ()), (407, ()), (423, ()), (200, (("Expires", "0"),)), (200, (("Expires", "x"),)),
     (200, (("Contact", "<<>"),)), (401, (("WWW-Authenticate", "Basic realm=x"),)), (503, (("Retry-After", "abc"),))],
)  # fmt: skip
def test_whatever_fails_is_tried_again_later(status, fields):
    desk = Desk()
    desk.answer(status, *fields)
    assert [registered for registered, _ in desk.told] == [False]
    assert "REGISTER" in desk.table.pass_time(FIRST_PAUSE * 1.1)


def test_pauses_grow_and_a_busy_registrar_is_obeyed():
    desk = Desk()
    pauses = []
    for _ in range(10):
        desk.answer(403)
        began = desk.table.now
        while not desk.table.wire.sent:
            desk.table.now, desk.table.due = desk.table.due, None
            desk.table.timers.run()
        pauses.append(desk.table.now - began)
    assert 15 <= pauses[0] <= 30
    assert pauses[3] > pauses[0]
    assert LONGEST_PAUSE / 2 <= pauses[-1] <= LONGEST_PAUSE
    fresh = Desk()
    fresh.answer(503, ("Retry-After", "300 (maintenance)"))
    assert fresh.table.pass_time(299) == []
    assert set(fresh.table.pass_time(2)) == {"REGISTER"}


def test_silence_is_noticed_and_the_end_is_told():
    desk = Desk()
    desk.answer(200, ("Expires", "60"))
    assert desk.table.pass_time(61)[:1] == ["REGISTER"]
    assert (False, "the registration ran out") in desk.told
    desk.table.pass_time(10)
    assert desk.told[-1][1] == "the registrar doesn't answer"
    assert not desk.registration.registered


def test_an_unknown_name_is_looked_up_again():
    desk = Desk(found=False)
    assert desk.told == [(False, "the registrar's name is unknown")]
    assert desk.table.pass_time(40) == []
    assert len(desk.told) >= 2


def test_stopping_takes_it_back():
    desk = Desk()
    desk.answer(200, GRANTED)
    desk.registration.stop()
    assert desk.asked().only("Expires") == "0"
    late = desk.table.last
    desk.answer(200, of=late)
    assert desk.table.pass_time(9_000) == []


def test_a_nonce_that_has_grown_old_is_renewed_once_to_take_it_back():
    desk, left = Desk(), []
    desk.answer(401, ASK)
    desk.answer(200, GRANTED)
    desk.registration.stop(lambda: left.append(True))
    new = ("WWW-Authenticate", 'Digest realm="carrier", nonce="n2", qop="auth", stale=true')
    desk.answer(401, new)
    again = desk.asked()
    assert (again.only("Expires"), proof(again)["nonce"], left) == ("0", "n2", [])
    desk.answer(401, new, of=again)
    assert left == [True]
    assert desk.table.pass_time(9_000) == []


def test_a_carrier_that_is_silent_holds_nobody_up_for_ever():
    desk, left = Desk(), []
    desk.answer(200, GRANTED)
    desk.registration.stop(lambda: left.append(True))
    desk.table.pass_time(40)
    assert left == [True]
    never = Desk()
    never.registration.stop(lambda: left.append(False))
    assert left == [True, False]


def test_the_secret_is_not_shown_and_nonsense_is_not_sent():
    assert "word" not in repr(ACCOUNT)
    for account in ({"login": "a\r\nVia: x"}, {"contact": "host:port"}, {"user": "a b"}):
        with pytest.raises(ValueError):  # noqa: PT011 - of several kinds
            Account(**{"user": "u", "password": "p", "domain": "carrier.example"} | account)


class Registrar(asyncio.DatagramProtocol):
    """A carrier of our own: checks the proof by its own arithmetic, refuses a count of uses that doesn't grow."""

    def __init__(self, algorithm, user, password):
        self.name, self.hash = algorithm, {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[algorithm]
        self.user, self.password, self.uses, self.heard, self.nonce = user, password, 0, [], "n0"
        self.bound = asyncio.Event()

    def connection_made(self, transport):
        self.wire = transport

    def datagram_received(self, data, addr):
        request = read_datagram(data)
        self.heard.append(request.method)
        response = Response(status=200 if self.proven(request) else 401, reason="x")
        response.fields = [f for f in request.fields if f[0] in {"Via", "From", "To", "Call-ID", "CSeq"}]
        if response.status == 200:
            response.add("Contact", f"{request.only('Contact')};expires=8")
            self.bound.set()
        else:
            response.add(
                "WWW-Authenticate", f'Digest realm="r", nonce="{self.nonce}", qop="auth", algorithm={self.name}'
            )
        self.wire.sendto(response.write(), addr)

    def proven(self, request):
        if request.first("Authorization") is None:
            return False
        told = proof(request)
        secret = self.hash(f"{self.user}:r:{self.password}".encode()).hexdigest()
        what = self.hash(f"REGISTER:{request.target}".encode()).hexdigest()
        text = f"{secret}:{self.nonce}:{told['nc']}:{told['cnonce']}:auth:{what}"
        grows, self.uses = int(told["nc"], 16) > self.uses, int(told["nc"], 16)
        return grows and told["username"] == self.user and told["response"] == self.hash(text.encode()).hexdigest()


def test_two_carriers_on_sockets():
    """One speaks MD5, one SHA-256; their names are resolved; both are refreshed, and get nothing but REGISTER."""

    async def main():
        loop = asyncio.get_running_loop()
        running = await serve(Answering(), Settings("127.0.0.1", port=0))
        carriers, registrations = [], []
        for algorithm in ("MD5", "SHA-256"):
            wire, carrier = await loop.create_datagram_endpoint(
                lambda algorithm=algorithm: Registrar(algorithm, "login", "secret"), local_addr=("127.0.0.1", 0)
            )
            account = Account(
                "u", "secret", "carrier.example", "localhost", wire.get_extra_info("sockname")[1], "login"
            )
            registrations.append(running.register(account, lambda *_: None))
            carriers.append(carrier)
        try:
            await play(carriers, registrations)
        finally:
            for carrier in carriers:
                carrier.wire.close()
            await running.stop()
            await asyncio.sleep(0.01)

    async def play(carriers, registrations):
        for _ in range(2):  # the second time by the refresh
            for carrier in carriers:
                await carrier.bound.wait()
                carrier.bound.clear()
        while not all(one.registered for one in registrations):
            await asyncio.sleep(0.01)
        for registration in registrations:
            registration.stop()
        for carrier in carriers:
            await carrier.bound.wait()
            assert set(carrier.heard) == {"REGISTER"}

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(asyncio.wait_for(main(), 40))
