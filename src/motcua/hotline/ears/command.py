"""Which program listens."""

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

VIET_ASR = "viet-asr"
"""The one whose adapter comes with this product: offline, Vietnamese, Apache-2.0."""


def command_of(named: str) -> tuple[str, ...]:
    """The command of what the settings name; () for none."""
    if named == VIET_ASR:
        return (sys.executable, "-P", "-m", "motcua.hotline.ears.viet_asr")
    return tuple(shlex.split(named))


def why_deaf(named: str) -> str:
    """Why the program can't be started, in a sentence; "" when it can."""
    if named == VIET_ASR:
        if find_spec("vietasr") is None:
            return (
                "MOTCUA_TELEPHONE_EARS=viet-asr nhưng chưa cài bộ nhận dạng: "
                ".venv/bin/pip install --require-hashes -r requirements/recognition.txt"
            )
        return ""
    program = command_of(named)[0] if named else ""
    if program and which(program) is None and not Path(program).is_file():
        return f"MOTCUA_TELEPHONE_EARS: không tìm thấy chương trình {program}."
    return ""
