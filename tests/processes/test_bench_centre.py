"""The centre that a bench measures: it starts whole, is asked, tells its CPU, and leaves nothing behind."""

import http.client

import pytest

from motcua.conf.bench.place import BenchCentre, temporary_centre, temporary_home
from motcua.conf.tests import load_scene
from motcua.foundation.postgres.place import place_for
from motcua.foundation.processes import alive

pytestmark = pytest.mark.process

EMPTY = {
    "MOTCUA_DEMO": "0",
    "MOTCUA_SECRET_KEY": "only-for-this-test-" + "x" * 32,
    "MOTCUA_WEB_WORKERS": "1",
}
"""A centre without the demo's province, which starts sooner."""


def test_a_centre_for_a_bench(capfd: pytest.CaptureFixture[str]):
    with temporary_centre(**EMPTY) as centre:
        data = place_for(centre.home).base
        before = centre.cpu_seconds()
        assert set(before) == {"web", "live", "worker", "postgres", "supervisor"}
        assert min(before.values()) > 0
        for _ in range(50):
            assert status_of(centre, "/") == 200
        after = centre.cpu_seconds()
        assert after["web"] > before["web"]
        assert all(after[name] >= before[name] for name in before)
        answer = centre.call(f"{load_scene.__name__}:database_of", word="hồ sơ")
        assert answer == {"word": "hồ sơ", "staff": 0, "home": str(centre.home)}
        assert "a word for the terminal" in capfd.readouterr().err
        assert f"port           {centre.port}" in centre.motcua("settings")
        assert centre.address == f"http://127.0.0.1:{centre.port}"
        assert data.is_dir()
        pid = centre.pid
    assert not alive(pid)
    assert not centre.home.exists()
    assert not data.exists()
    with pytest.raises(ConnectionRefusedError):
        status_of(centre, "/")


def status_of(centre: BenchCentre, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", centre.port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_centre_that_does_not_start_says_why_and_leaves_nothing():
    with temporary_home() as folder:
        centre = BenchCentre(folder, MOTCUA_DEMO="0")
        with pytest.raises(RuntimeError, match="MOTCUA_SECRET_KEY"):
            centre.start()
        centre.stop()
        with pytest.raises(RuntimeError, match="doesn't run"):
            centre.cpu_seconds()
    assert not folder.exists()
