"""sipp (Debian's sip-tester) as the callers' signalling: it calls, holds, hangs up, and keeps count."""

import csv
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from motcua.conf.bench.telephone.server import HOST
from motcua.voice import evenness

_SCENARIO = """<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="caller">
  <send retrans="500" start_rtd="1"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:0[call_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 53655765 2353687637 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [field0] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
]]></send>
  <recv response="100" optional="true" />
  <recv response="180" optional="true" />
  <recv response="200" rrs="true" rtd="1" />
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:0[call_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <pause milliseconds="HOLD" />
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: <sip:0[call_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200" crlf="true" />
</scenario>
"""
PACKAGE = "sip-tester"


@dataclass(frozen=True, slots=True)
class Load:
    """`hold` in seconds; each call's speech goes to one of `media` ports. `target` is `host:port`."""

    target: str
    calls: int
    rate: int
    hold: float
    media: list[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`answered_ms`: from INVITE to 200, of every call that was answered."""

    succeeded: int
    failed: int
    retransmissions: int
    answered_ms: list[float]


class Sipp:
    """Calls from when it is made; FileNotFoundError where sipp isn't installed."""

    def __init__(self, load: Load, folder: Path) -> None:
        program = shutil.which("sipp")
        if program is None:
            raise FileNotFoundError(f"sipp is missing: sudo apt-get install -y {PACKAGE}")
        self._folder = folder
        folder.mkdir()
        (folder / "caller.xml").write_text(_SCENARIO.replace("HOLD", str(int(load.hold * 1000))), "ascii")
        (folder / "ports.csv").write_text("SEQUENTIAL\n" + "".join(f"{port};\n" for port in load.media), "ascii")
        options = {
            "-sf": "caller.xml", "-inf": "ports.csv", "-i": HOST, "-r": load.rate, "-m": load.calls, "-l": load.calls,
            "-stf": "stat.csv", "-fd": 1, "-rtt_freq": 100, "-timeout": int(load.hold + load.calls / load.rate + 60),
        }  # fmt: skip
        command = [program, load.target, *(str(part) for pair in options.items() for part in pair)]
        command += ["-nostdin", "-trace_stat", "-trace_rtt"]
        with (folder / "screen.txt").open("wb") as screen:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=screen, stderr=subprocess.STDOUT,
                env={**os.environ, "TERM": "dumb"},
            )  # fmt: skip
        evenness.come_before_others(self._process.pid)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def statistics(self) -> dict[str, str]:
        """The last line that sipp wrote of its counters; empty before the first."""
        try:
            text = (self._folder / "stat.csv").read_text("ascii")
        except FileNotFoundError:
            return {}
        rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
        return rows[-1] if rows else {}

    def finish(self, seconds: float) -> Outcome:
        """Wait for the last call's end."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        told = self.statistics()
        return Outcome(
            int(told.get("SuccessfulCall(C)") or 0),
            int(told.get("FailedCall(C)") or 0),
            int(told.get("Retransmissions(C)") or 0),
            self._answered(),
        )

    def _answered(self) -> list[float]:
        files = [path.read_text("ascii").splitlines()[1:] for path in self._folder.glob("*_rtt.csv")]
        return sorted(float(line.split(";")[1]) for lines in files for line in lines)

    def kill(self) -> None:
        if self.running:
            self._process.kill()
        self._process.wait()
