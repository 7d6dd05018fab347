"""How well a call was heard, from the reports of its other end (RFC 3550 §6.4)."""

from dataclasses import dataclass

from motcua.voice.rtp import rtcp

_UNITS = 65_536  # of the middle word of NTP's time in a second
_WORD = 2**32


@dataclass(frozen=True, slots=True)
class Quality:
    """For call records. `lost`, `jitter_ms` and `round_trip_ms` are what the other end reported; None: it didn't."""

    sent: int
    lost: int | None = None
    jitter_ms: float | None = None
    round_trip_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one compound report told: of this end's packets, and when it was sent (0: by nobody who sends)."""

    lost: int | None
    jitter_ms: float | None
    round_trip_ms: float | None
    sender_time: int


def read(data: bytes, ssrc: int, seconds: float) -> Told | None:
    """What a report tells the sender `ssrc` at `seconds` since 1970; None where it is no report."""
    parts = rtcp.read(data)
    if not parts:
        return None
    sender_time = rtcp.sender_time(data) if parts[0][0] == rtcp.SENDER else 0
    for _, _, reports in parts:
        for report in reports:
            if report.ssrc == ssrc:
                return Told(report.lost, report.jitter * 1000 / rtcp.RATE, _round_trip(report, seconds), sender_time)
    return Told(None, None, None, sender_time)


def middle(seconds: float) -> int:
    """The middle 32 bits of NTP's time, which reports give back."""
    whole, fraction = rtcp.ntp(seconds)
    return (whole & 0xFFFF) << 16 | fraction >> 16


def _round_trip(report: rtcp.Report, seconds: float) -> float | None:
    """RFC 3550 §6.4.1: when the answer came, less when the question went and how long the other end held it."""
    if not report.last_sender:
        return None
    units = (middle(seconds) - report.last_sender - report.delay) % _WORD
    return units * 1000 / _UNITS if units < _WORD // 2 else 0.0


def answering(report: rtcp.Report, told: Told | None, waited: float) -> rtcp.Report:
    """Our report with what the other end needs for its round trip; `waited` in seconds since it was told."""
    if told is None or not told.sender_time:
        return report
    delay = min(int(waited * _UNITS), _WORD - 1)
    return rtcp.Report(
        report.ssrc, report.fraction, report.lost, report.highest, report.jitter, told.sender_time, delay
    )
