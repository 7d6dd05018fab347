"""The shipped Kamailio before two nodes: calls spread, one node killed, floods, TLS, and what a stranger may not."""

import asyncio
import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path

import pytest

from tests.processes.telephone import Caller, Edge, Node, Talk, TlsCaller, edge_with_nodes

pytestmark = pytest.mark.process
LIMIT = 60
SCENARIO = Path(__file__).with_name("caller.xml")
# A trunk at the usual loopback address; neighbours everywhere else in 127/8, but for one network of nobody's.
HOSTS = "1 127.0.0.1 32 0 trunk\n2 127.8.0.0 16 0 neighbours\n"
OTHER = f"127.8.{os.getpid() % 250}.2"
HOSTILE = f"127.8.{os.getpid() % 250}.3"
STRANGER = "127.9.0.2"

Play = Callable[[Edge, list[Node]], Coroutine[object, object, None]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Edge, list[Node]]]:
    with edge_with_nodes(tmp_path_factory.mktemp("edge"), hosts=HOSTS) as standing:
        yield standing


def run(house: tuple[Edge, list[Node]], play: Play) -> None:
    asyncio.run(asyncio.wait_for(play(*house), LIMIT))


async def answered(caller: Caller) -> Talk:
    talk = await caller.call()
    assert isinstance(talk, Talk), talk
    return talk


def test_calls_of_sipp_spread_over_the_nodes(house):
    edge, nodes = house
    before = [int(node.ask("calls")) for node in nodes]
    command = ["sipp", f"127.0.0.1:{edge.port}", "-sf", str(SCENARIO), "-i", "127.0.0.1", "-r", "23", "-m", "60"]
    command += ["-d", "500", "-nostdin", "-timeout", "25", "-timeout_error"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"TERM": "xterm"}, timeout=30)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-1000:]
    assert [int(node.ask("calls")) - number for node, number in zip(nodes, before, strict=True)] == [30, 30]


def test_a_call_over_tls_is_answered(house):
    async def play(edge, nodes):
        async with TlsCaller(edge) as caller:
            talk = await answered(caller)
            assert len(talk.routes) == 2, "one route for TLS, one for the node's side"
            assert await caller.bye(talk) == 200

    run(house, play)


def test_a_node_hangs_up_by_the_way_the_call_came(house):
    """Over TLS: the node's BYE finds the connection, though the caller's address is a private one behind it."""

    async def play(edge, nodes):
        async with TlsCaller(edge) as caller:
            invite = caller.make("INVITE")
            invite.fields = [(n, v) for n, v in invite.fields if n != "Contact"]
            invite.add("Contact", "<sip:caller@192.168.77.7:5099;transport=tls>")
            talk = Talk(await caller.ask(invite))
            # A 200 with our offer; the ACK brings no answer, so the node hangs up.
            caller.send(caller.make("ACK", talk=talk))
            bye = await asyncio.wait_for(caller.told.get(), 20)
            assert bye.method == "BYE"
            assert bye.target.startswith("sip:caller@192.168.77.7:5099")

    run(house, play)


def test_a_stranger_reaches_nothing(house):
    async def play(edge, nodes):
        async with Caller(edge, STRANGER) as stranger:
            assert await stranger.call() == 403
        async with Caller(edge) as caller, Caller(edge, OTHER) as other:
            # A route of a caller's own making leads nowhere but to the nodes.
            talk = await answered(caller)
            talk.target = f"sip:x@{OTHER}:{other.port}"
            assert await caller.bye(talk) == 403
            invite = caller.make("INVITE", f"sip:x@{OTHER}:{other.port}")
            invite.fields.insert(0, ("Route", f"<sip:{OTHER}:{other.port};lr>"))
            assert (await caller.ask(invite)).status == 200
            assert other.told.empty()
            for method, status in (("REGISTER", 405), ("MESSAGE", 405), ("BYE", 481), ("OPTIONS", 200)):
                assert (await caller.ask(caller.make(method))).status == status

    run(house, play)


def test_scanners_and_giants(house):
    async def play(edge, nodes):
        async with Caller(edge) as caller:
            scan = caller.make("OPTIONS")
            scan.add("User-Agent", "friendly-scanner")
            caller.send(scan)
            giant = caller.make("INVITE")
            giant.body = b"x" * 20_000
            assert (await caller.ask(giant)).status == 513
            flawed = caller.make("OPTIONS")
            flawed.fields = [(name, "abc" if name == "CSeq" else value) for name, value in flawed.fields]
            caller.send(flawed)
            assert (await caller.ask(caller.make("OPTIONS"))).status == 200

    run(house, play)


def test_a_flood_shuts_out_its_source_alone(house):
    async def play(edge, nodes):
        async with Caller(edge, HOSTILE) as hostile, Caller(edge, OTHER) as other:
            assert (await hostile.ask(hostile.make("OPTIONS"))).status == 200
            until = time.monotonic() + 10
            while "Flood" not in edge.log.read_text() and time.monotonic() < until:
                for _ in range(100):
                    hostile.send(hostile.make("OPTIONS"))
                await asyncio.sleep(0.02)
            talk = await answered(other)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(hostile.ask(hostile.make("OPTIONS")), 2)
            assert await other.bye(talk) == 200

    run(house, play)


def test_a_draining_node_gets_no_new_calls(tmp_path):
    async def play(edge, nodes):
        async with Caller(edge) as caller:
            first = [await answered(caller) for _ in range(4)]
            assert nodes[0].ask("drain") == "draining"
            later = [await answered(caller) for _ in range(10)]
            assert {talk.node for talk in later} == {nodes[1].port}
            assert [await caller.bye(talk) for talk in first + later] == [200] * 14

    with edge_with_nodes(tmp_path, hosts=HOSTS) as house:
        run(house, play)


def test_an_administrator_lets_a_node_rest(tmp_path):
    """As the how-to says; the calls that the node has go on to their end."""

    async def play(edge, nodes):
        async with Caller(edge) as caller:
            first = [await answered(caller) for _ in range(4)]
            edge.command("dispatcher.set_state", "d", "1", f"sip:127.0.0.1:{nodes[0].port}")
            later = [await answered(caller) for _ in range(6)]
            assert {talk.node for talk in later} == {nodes[1].port}
            assert [await caller.bye(talk) for talk in first] == [200] * 4
            edge.command("dispatcher.set_state", "a", "1", f"sip:127.0.0.1:{nodes[0].port}")
            assert {(await answered(caller)).node for _ in range(4)} == {node.port for node in nodes}

    with edge_with_nodes(tmp_path, hosts=HOSTS) as house:
        run(house, play)


def test_a_killed_node_ends_its_own_calls_alone(tmp_path):
    async def play(edge, nodes):
        async with Caller(edge) as caller:
            talks = [await answered(caller) for _ in range(20)]
            assert Counter(talk.node for talk in talks) == {node.port: 10 for node in nodes}
            nodes[0].kill()
            new = await asyncio.gather(*(answered(caller) for _ in range(20)))
            assert {talk.node for talk in new} == {nodes[1].port}
            kept = [talk for talk in talks if talk.node == nodes[1].port]
            assert await asyncio.gather(*(caller.bye(talk) for talk in [*kept, *new])) == [200] * 30
            assert "IP" in edge.command("dispatcher.list")
            nodes[1].kill()
            assert await caller.call() == 503

    with edge_with_nodes(tmp_path, hosts=HOSTS) as house:
        run(house, play)
