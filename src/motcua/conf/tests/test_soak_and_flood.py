"""What is told of a long run and of a stranger's flood is what happened."""

import mmap
import os
import socket
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from motcua.conf.bench.telephone import flooding, soak
from motcua.conf.bench.telephone.soak import Look


def test_growth_is_from_when_it_is_warm_to_the_end():
    cold, warm, end = [Look(50_000, 10)] * 4, [Look(102_400, 12)] * 12, [Look(204_800, 11)] * 4
    figures = soak.told([*cold, *warm, *end])
    assert figures["growth_percent"] == 100
    assert (figures["memory_warm_mb"], figures["memory_end_mb"], figures["files_most"]) == (100, 200, 12)
    assert soak.told([Look(1_024, 3)])["growth_percent"] == 0, "a short one is told too"


def test_memory_and_files_are_seen():
    before = soak.look([os.getpid()])
    with ExitStack() as open_now, mmap.mmap(-1, 60 * 2**20) as fresh:  # pages that no freed memory stands in for
        fresh.write(b"x" * len(fresh))
        for _ in range(7):
            open_now.enter_context(Path(os.devnull).open())
        after = soak.look([os.getpid()])
    assert after.kilobytes - before.kilobytes > 40_000
    assert after.files - before.files == 7


def test_a_flood_is_counted_with_its_answers():
    heard, over = [], threading.Event()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        wire.settimeout(0.1)

        def refuse():
            while not over.is_set():
                with suppress(TimeoutError):
                    data, source = wire.recvfrom(2048)
                    heard.append((data, source[0]))
                    wire.sendto(b"SIP/2.0 503 Service Unavailable\r\n\r\n", source)

        refusing = threading.Thread(target=refuse)
        refusing.start()
        with flooding.flood(f"127.0.0.1:{wire.getsockname()[1]}", 200) as flooded:
            while len(heard) < 100:
                time.sleep(0.05)
            time.sleep(0.2)
        over.set()
        refusing.join()
    figures = flooded.figures()
    assert 0 < figures["flood_per_second"] < 400
    assert 50 <= figures["flood_refused"] <= len(heard)
    assert figures["flood_answered"] == 0
    assert {source.split(".")[1] for _, source in heard} == {"9"}, "never from an address that is trusted"
    assert all(data.startswith(b"INVITE sip:1022@") for data, _ in heard)
    assert len({data.partition(b"Call-ID: ")[2].partition(b"\r")[0] for data, _ in heard}) == len(heard)


def test_no_flood_unless_asked_for():
    with flooding.flood("127.0.0.1:9", 0) as flooded:
        pass
    assert flooded.figures() == {}
