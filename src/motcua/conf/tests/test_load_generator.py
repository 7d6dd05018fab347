"""The generator of load measures a server whose ways are known."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from motcua.conf.bench.load import Load, Report, Times, measure
from motcua.conf.tests.load_scene import ABORT, HELLO, Asked, TinyServer, hello, load_of, loaded

NOBODY = 9  # discard, where nobody listens


async def after_20_ms(asked: Asked) -> bytes:
    await asyncio.sleep(0.02)
    return HELLO


def test_the_time_of_an_answer_is_the_servers():
    report, _, _ = loaded(after_20_ms, clients=4, seconds=0.6)
    assert 20 <= report.times.p50_ms < 200  # a busy machine wakes us late
    assert report.times.p50_ms <= report.times.p95_ms <= report.times.p99_ms <= report.times.max_ms
    assert 20 <= report.per_second <= 200
    assert report.answered == pytest.approx(report.per_second * report.seconds, abs=1)
    assert report.errors == {}
    assert 0 <= report.generator_cpu < 1


def test_a_client_waits_for_each_answer_and_keeps_its_connection():
    report, tiny, _ = loaded(clients=3, requests=60)
    assert tiny.connections == 3
    assert len(tiny.asked) == report.answered == report.times.count == 60
    for client in range(3):
        paths = [asked.path for asked in tiny.asked if asked.path.startswith(f"/{client}/")]
        assert paths == [f"/{client}/{number}" for number in range(len(paths))]


def test_it_stops_by_itself_in_time():
    started = time.monotonic()
    report, tiny, edges = loaded(clients=2, seconds=0.3, warm_up=0.2)
    assert 0.5 <= time.monotonic() - started < 3
    assert 0.3 <= report.seconds < 1
    assert edges == ["begin", "end"]
    assert 0 < report.times.count < len(tiny.asked)  # the warm-up's are not among them


def test_it_stops_when_every_script_has_returned():
    report, tiny, _ = loaded(clients=2, seconds=60, arguments={"times": 5})
    assert len(tiny.asked) == report.answered == 10
    assert report.seconds < 5


def test_a_person_thinks_before_each_request():
    report, tiny, _ = loaded(clients=5, seconds=0.55, arguments={"think": 0.1})
    assert 10 <= len(tiny.asked) <= 25
    assert report.times.p50_ms < 100  # thinking is not the server's time


def test_a_thinking_person_does_not_hold_up_the_end():
    started = time.monotonic()
    report, _, _ = loaded(seconds=0.2, arguments={"think": 30})
    assert time.monotonic() - started < 5
    assert report.times == Times(0)


def test_posts_carry_their_key_and_their_body():
    report, tiny, _ = loaded(source="posts", clients=2, requests=10)
    assert {asked.body for asked in tiny.asked} == {b'{"note": "x"}'}
    assert len({asked.headers["idempotency-key"] for asked in tiny.asked}) == 10
    assert tiny.asked[0].headers["host"] == f"127.0.0.1:{tiny.port}"
    assert report.by_name == {"post": report.times}


def test_a_script_hears_each_answer():
    async def answer(asked: Asked) -> bytes:
        if asked.path == "/sign-in":
            return b"HTTP/1.1 303 See Other\r\nSet-Cookie: session=abc\r\nContent-Length: 0\r\n\r\n"
        return HELLO

    report, tiny, _ = loaded(answer, source="session", requests=9)
    assert [asked.path for asked in tiny.asked[:3]] == ["/sign-in", "/list", "/heard/200/hello"]
    assert {asked.headers["cookie"] for asked in tiny.asked if asked.path == "/list"} == {"session=abc"}
    assert {name: times.count for name, times in report.by_name.items()} == {"sign in": 1, "list": 4, "act": 4}


def statuses(*answers: bytes):
    """The answers in turn, again and again."""
    turn = 0

    async def answer(asked: Asked) -> bytes:
        nonlocal turn
        turn += 1
        return answers[(turn - 1) % len(answers)]

    return answer


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "status_503"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "status_404"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno", "wrong"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "garbled"),
        (HELLO + HELLO, "garbled"),
        (ABORT, "lost"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhel", "lost"),
    ],
)
def test_errors_are_counted_by_kind_and_kept_out_of_the_times(said: bytes, kind: str):
    report, _, _ = loaded(statuses(HELLO, said), source="checked", requests=6, seconds=5)
    assert report.errors == {kind: 3}
    assert report.failed == report.times.count == report.answered == 3


def test_an_answer_that_never_comes_is_given_up():
    async def never(asked: Asked) -> bytes:
        await asyncio.sleep(0 if asked.path == "/0/0" else 20)
        return HELLO

    started = time.monotonic()
    report, _, _ = loaded(never, requests=2, seconds=0.2, patience=0.2)
    assert report.errors == {"silent": 1}
    assert time.monotonic() - started < 10


def test_an_answer_that_ends_with_its_connection_is_whole():
    report, tiny, _ = loaded(
        statuses(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"), source="checked", requests=4
    )
    assert (report.answered, report.errors, tiny.connections) == (4, {}, 4)


def test_a_server_that_is_away_is_an_error_and_not_asked_without_pause():
    report = asyncio.run(_report(load_of(NOBODY, clients=2, seconds=0.45)))
    assert 2 <= report.errors.pop("refused") <= 12
    assert report.errors == {}


async def _report(load: Load) -> Report:
    from motcua.conf.bench.load.clients import Run

    return await Run(load, print).report()


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("faulty", LookupError),
        ("faulty_without_answer", OSError),
        ("unhappy_check", IndexError),
        ("unencodable", UnicodeEncodeError),
    ],
)
def test_a_scripts_own_fault_ends_the_load(source: str, error: type[Exception]):
    async def answer(asked: Asked) -> bytes:
        await asyncio.sleep(20 if asked.path == "/silent" else 0)
        return HELLO

    started = time.monotonic()
    with pytest.raises(error):
        loaded(answer, source=source, seconds=30, patience=0.2)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1:8000",
        "http://motcua.example.vn:8000",
        "http://0.0.0.0:8000",
        "http://127.0.0.1.example.vn:80",
        "http://127.0.0.1@192.0.2.1:80",
        "https://127.0.0.1:8000",
        "http://127.0.0.1",
        "http://127.0.0.1:8000/path",
        "127.0.0.1:8000",
    ],
)
def test_only_this_machine_is_loaded(address: str):
    with pytest.raises(ValueError, match=r"loopback|ADDRESS:PORT"):
        Load(address, "x:y", clients=1, seconds=1)


def test_the_generators_process_refuses_it_too():
    given = {"address": "http://192.0.2.1:80", "source": "x:y", "clients": 1, "seconds": 1}
    command = [sys.executable, "-m", "motcua.conf.bench.load"]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "loopback" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.8.8.8:1/"]
)
def test_loopback_has_several_names(address: str):
    assert Load(address, "x:y", clients=1, seconds=1).place()[1] == 1


@pytest.mark.parametrize(
    "wishes",
    [{"clients": 0}, {"clients": 10**6}, {"seconds": 0}, {"seconds": 10**5}, {"warm_up": -1}, {"requests": 0}],
)
def test_a_load_has_bounds(wishes: dict[str, float]):
    with pytest.raises(ValueError, match=r"it takes|within|at least one"):
        load_of(1, **wishes)


@pytest.fixture
def tiny() -> Iterator[TinyServer]:
    """A tiny server on a thread of its own."""
    tiny, loop, ready = TinyServer(hello), asyncio.new_event_loop(), threading.Event()

    async def serve() -> None:
        async with await asyncio.start_server(tiny.serve, "127.0.0.1", 0) as server:
            tiny.port = server.sockets[0].getsockname()[1]
            ready.set()
            await stop.wait()

    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(10)
    yield tiny
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


def test_measured_from_a_process_of_its_own_with_the_cpu_of_others(tiny: TinyServer):
    readings = iter([{"web": 10.0}, {"web": 10.5}])
    report = measure(load_of(tiny.port, source="posts", clients=4, seconds=0.5), meter=lambda: next(readings))
    assert report.answered > 50
    assert report.cpu_ms == {"web": round(500 / report.answered, 3)}
    assert report.by_name["post"].count == report.times.count
    figures = report.figures("intake_")
    assert figures["intake_per_second"] == report.per_second
    assert figures["intake_errors"] == 0
    assert figures["intake_web_cpu_ms"] == report.cpu_ms["web"]
    assert figures["intake_post_p95_ms"] == report.by_name["post"].p95_ms
    assert float(figures["intake_calibration_ms"]) > 0


def test_a_busy_neighbour_is_told(tiny: TinyServer):
    neighbour = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        report = measure(load_of(tiny.port, seconds=0.6), meter=lambda: {"web": 0.0})
        assert report.others_cpu > 0.1
        assert measure(load_of(tiny.port, seconds=0.1)).others_cpu == 0
    finally:
        neighbour.kill()
        neighbour.wait()


def test_a_generator_that_fails_is_no_figure(tiny: TinyServer, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(RuntimeError, match="generator failed"):
        measure(load_of(tiny.port, source="faulty", seconds=30))
    assert "a script's own fault" in capfd.readouterr().err


def test_a_generator_near_its_limit_says_so():
    report = Report(1.0, 1, 1.0, Times(1), {}, {}, generator_cpu=0.95)
    assert report.saturated
    assert not Report(1.0, 1, 1.0, Times(1), {}, {}, generator_cpu=0.5).saturated
