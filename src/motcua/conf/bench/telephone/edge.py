"""Kamailio in front of the telephone, with the configuration that is shipped: for the bench and for tests."""

import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from motcua.conf.bench.telephone.server import HOST
from motcua.kernel import clock

SHIPPED = Path(__file__).resolve().parents[5] / "deploy" / "kamailio"
PATIENCE = 20
TRUSTED = f"1 {HOST} 32 0 trunk\n"
"""All calls come from this machine, as from a carrier: they aren't held to the rate of a stranger."""


def free_port() -> int:
    """A port that is free for UDP and TCP, and so is the one after it."""
    while True:
        with socket.socket() as stream, socket.socket() as other, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
            stream.bind((HOST, 0))
            port = stream.getsockname()[1]
            with suppress(OSError):
                datagrams.bind((HOST, port))
                other.bind((HOST, port + 1))
                return int(port)


class Edge:
    """Kamailio as it is shipped, but for addresses, ports and paths; before nodes at these ports of this machine. `close` ends it.

    `hosts`: lines of the file of addresses. FileNotFoundError: it isn't installed; RuntimeError: it doesn't start.
    """

    def __init__(self, home: Path, nodes: Sequence[int], *, hosts: str = TRUSTED) -> None:
        if shutil.which("kamailio") is None:
            raise FileNotFoundError("kamailio is missing: sudo apt-get install -y kamailio kamailio-tls-modules")
        self.port = free_port()
        self.certificate = home / "certificate.pem"
        write_certificate(home)
        (home / "tls.cfg").write_text((SHIPPED / "tls.cfg").read_text().replace("/etc/kamailio/tls", str(home)))
        (home / "nodes").write_text("".join(f"1 sip:{HOST}:{port}\n" for port in nodes))
        (home / "hosts").write_text(hosts)
        told = {"EDGE_ADDRESS": HOST, "EDGE_PORT": self.port, "EDGE_TLS_PORT": self.port + 1, "EDGE_CHILDREN": 2}
        for name, file in {"TLS_CONFIG": "tls.cfg", "NODES": "nodes", "ADDRESSES": "hosts"}.items():
            told[f"EDGE_{name}"] = f'"{home / file}"'
        self.control = f"unix:{home / 'control'}"
        told |= {"EDGE_CONTROL": f'"{self.control}"'}
        command = ["kamailio", "-f", str(SHIPPED / "kamailio.cfg"), "-DD", "-E", "-m", "64", "-Y", str(home)]
        command += [part for name, value in told.items() for part in ("-A", f"{name}={value}")]
        self.log = home / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own command line
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), socket.create_connection((HOST, self.port + 1), 1):
                return
            time.sleep(0.05)
        self.close()
        raise RuntimeError(self.log.read_text())

    def command(self, *words: str) -> str:
        """Ask it over its control socket."""
        done = subprocess.run(  # noqa: S603 - our own command line
            ["kamcmd", "-s", self.control, *words],  # noqa: S607 - Debian's, beside kamailio
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def close(self) -> None:
        """End it; SIGKILL where it doesn't end by itself."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(PATIENCE)


def write_certificate(home: Path) -> None:
    """A key and a certificate for this machine alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, shape = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (home / "key.pem").write_bytes(key.private_bytes(pem, shape, plain))
    (home / "certificate.pem").write_bytes(certificate.public_bytes(pem))
