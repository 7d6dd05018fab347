"""Read typed values out of the environment and collect every problem, so that one start tells them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

TRUE = {"1", "true", "yes", "on", "có"}
LOWEST_PORT, HIGHEST_PORT = 1024, 65535
FALSE = {"", "0", "false", "no", "off", "không"}


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach `address`."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_every_address(address: str) -> bool:
    """Whether `address` stands for every network card (0.0.0.0 or ::)."""
    try:
        return ip_address(address).is_unspecified
    except ValueError:
        return False


@dataclass
class Reader:
    """Typed look-ups in `environ`; what can't be read becomes a sentence in `problems` and the default is used."""

    environ: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in TRUE | FALSE:
            self.problems.append(f"{name}={value}: chỉ nhận 1 (bật) hoặc 0 (tắt).")
        return value in TRUE

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            self.problems.append(f"{name}={value}: phải là số từ {low} đến {high}. Ví dụ: {name}={default}.")
            return default
        return int(value)

    def span(self, name: str, default: tuple[int, int]) -> tuple[int, int]:
        """Ports from the first to the last, as in 20000-32000."""
        first, _, last = self.text(name, f"{default[0]}-{default[1]}").partition("-")
        known = [int(end) for end in (first, last) if end.isascii() and end.isdigit()]
        if len(known) == len(default) and LOWEST_PORT <= known[0] < known[1] <= HIGHEST_PORT:
            return known[0], known[1]
        self.problems.append(
            f"{name}={self.text(name)}: phải là hai cổng từ {LOWEST_PORT} đến {HIGHEST_PORT}, ví dụ {default[0]}-{default[1]}."
        )
        return default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default)
        for choice in choices:
            if value.lower() == choice.lower():
                return choice
        self.problems.append(f"{name}={value}: chỉ nhận một trong: {', '.join(choices)}.")
        return default

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if value == "localhost":
            return "127.0.0.1"
        try:
            ip_address(value)
        except ValueError:
            self.problems.append(f"{name}={value}: phải là một địa chỉ IP của máy này. Ví dụ: {name}={default}.")
            return default
        return value

    def path(self, name: str, default: Path | None = None) -> Path | None:
        value = self.text(name)
        return Path(value).expanduser().absolute() if value else default

    def moment(self, name: str, *, aware: bool) -> datetime | None:
        """A wall-clock moment as in 2026-11-25T08:30, or an aware one with its zone at the end."""
        value = self.text(name)
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or (moment.tzinfo is not None) != aware:
            zone = "kèm múi giờ, ví dụ +07:00" if aware else "giờ Việt Nam, không kèm múi giờ"
            self.problems.append(f"{name}={value}: viết ngày giờ theo mẫu 2026-11-25T08:30 ({zone}).")
            return None
        return moment
