import socket
import ssl
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from motcua.conf.cli import main
from motcua.conf.tls import make_certificate
from motcua.kernel.clock import SystemClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_certificate(tmp_path, ["motcua.local", "10.0.0.5", "[::1]"], SystemClock().now().astimezone(UTC))
    return tmp_path


def greet(folder: Path, name: str) -> str | None:
    """Serve once with the certificate and call with the authority as the only trusted one; returns the TLS version."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    ours, theirs = socket.socketpair()

    def serve() -> None:
        with ours:
            try:
                context.wrap_socket(ours, server_side=True).close()
            except OSError:
                return

    server = threading.Thread(target=serve)
    server.start()
    try:
        with (
            theirs,
            ssl.create_default_context(cafile=folder / "ca.pem").wrap_socket(theirs, server_hostname=name) as tls,
        ):
            return tls.version()
    finally:
        server.join()


@pytest.mark.parametrize("name", ["motcua.local", "10.0.0.5", "::1"])
def test_a_machine_that_trusts_the_authority_trusts_the_server(folder: Path, name: str):
    assert greet(folder, name) == "TLSv1.3"


def test_another_name_is_not_covered(folder: Path):
    with pytest.raises(ssl.SSLCertVerificationError):
        greet(folder, "other.local")


def test_keys_are_closed_to_others(folder: Path):
    for name in ("ca.key", "server.key"):
        assert (folder / name).stat().st_mode & 0o077 == 0
    assert b"BEGIN PRIVATE KEY" in (folder / "server.key").read_bytes()  # PKCS#8, the only form that granian reads


def test_renewing_keeps_the_authority(folder: Path):
    authority, server = (folder / "ca.pem").read_bytes(), (folder / "server.pem").read_bytes()
    make_certificate(folder, ["motcua.local"], datetime(2027, 1, 1, tzinfo=UTC))
    assert (folder / "ca.pem").read_bytes() == authority
    assert (folder / "server.pem").read_bytes() != server


def test_the_command_works_before_the_settings_do(tmp_path: Path):
    environ = {"MOTCUA_HOME": str(tmp_path), "MOTCUA_BIND": "10.1.2.3", "MOTCUA_DEMO": "0"}
    done = CliRunner().invoke(main, ["tls", "--host", "quay.local"], env=environ)
    assert done.exit_code == 0, done.output
    assert greet(tmp_path / "tls", "quay.local") == greet(tmp_path / "tls", "10.1.2.3") == "TLSv1.3"
