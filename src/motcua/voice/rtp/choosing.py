"""Which engine speaks: the plain one for few calls and where nothing else is possible, otherwise the fast one."""

import logging
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from motcua.voice.rtp.bank import Bank
from motcua.voice.rtp.engine import Engine
from motcua.voice.rtp.fast import building
from motcua.voice.rtp.fast.building import CannotBuildError
from motcua.voice.rtp.fast.engine import FastEngine
from motcua.voice.rtp.media import Ears, MediaEngine, Places

log = logging.getLogger(__name__)
PLAIN_CALLS = 500
"""What the plain engine carries evenly on one core that it shares with the dialogue."""
FILES_A_CALL = 2
OTHER_FILES = 200
"""Of a process, beside its calls: logs, connections, the signalling."""
FAST_LINES_A_PROCESS = 9_000
MOST_PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """`reason` is for people. `calls` is what can be carried at once; `library` None means the plain engine."""

    reason: str
    calls: int
    library: Path | None = None
    processes: int = 1


class TooFewFilesError(RuntimeError):
    """Not even the plain engine can open enough files; the text says what to do, in Vietnamese."""


def judge(most_calls: int, cache_folder: Path, compiler: str = "cc") -> Choice:
    """What would carry `most_calls` here. Compiles the loops into `cache_folder` if they are needed."""
    limit = _most_files()
    if most_calls <= PLAIN_CALLS:
        return _plain(f"Bộ máy tiếng nói thường đủ cho {most_calls} cuộc gọi cùng lúc.", most_calls, limit)
    lines = min((limit - OTHER_FILES) // FILES_A_CALL, FAST_LINES_A_PROCESS)
    processes = -(-most_calls // lines) if lines > 0 else MOST_PROCESSES + 1
    if processes > MOST_PROCESSES:
        sentence = (
            f"Mỗi chương trình chỉ được mở {limit} tệp, quá ít cho {most_calls} cuộc gọi cùng lúc; hãy nâng giới hạn "
            f"(LimitNOFILE hoặc ulimit -n) lên ít nhất {most_calls * FILES_A_CALL // MOST_PROCESSES + OTHER_FILES}."
        )
        return _plain(f"{sentence} Tạm dùng bộ máy thường, khoảng {PLAIN_CALLS} cuộc gọi.", most_calls, limit)
    try:
        library = building.library(cache_folder, compiler)
    except (CannotBuildError, OSError) as error:
        return _plain(
            f"{error} Tạm dùng bộ máy thường, khoảng {PLAIN_CALLS} cuộc gọi; "
            f"để nhận {most_calls} cuộc gọi hãy cài: sudo apt-get install -y gcc libc6-dev.",
            most_calls,
            limit,
        )
    with_processes = f", {processes} tiến trình" if processes > 1 else ""
    return Choice(
        f"Bộ máy tiếng nói nhanh, đủ cho {most_calls} cuộc gọi cùng lúc{with_processes}.",
        most_calls,
        library,
        processes,
    )


def _plain(reason: str, most_calls: int, limit: int) -> Choice:
    calls = min(most_calls, PLAIN_CALLS)
    if (possible := (limit - OTHER_FILES) // FILES_A_CALL) < calls:
        reason += f" Giới hạn tệp mở ({limit}) chỉ cho {max(0, possible)} cuộc gọi."
        calls = possible
    if calls <= 0:
        raise TooFewFilesError(
            f"Chương trình chỉ được mở {limit} tệp, không đủ để nghe điện thoại. Hãy nâng giới hạn (LimitNOFILE hoặc "
            f"ulimit -n) lên ít nhất {min(most_calls, PLAIN_CALLS) * FILES_A_CALL + OTHER_FILES}."
        )
    return Choice(reason, calls)


def _most_files() -> int:
    """How many files a process of ours may open, after asking for as many as are allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard if hard != resource.RLIM_INFINITY else 2**20


def engine_for(choice: Choice, bank: Bank, places: Places) -> Callable[[Ears], MediaEngine]:
    """What a `Station` takes as its engine."""
    library = choice.library
    if library is None:
        return lambda ears: Engine(bank, ears, places)
    return lambda ears: FastEngine(
        bank, ears, places, most_calls=choice.calls, library=library, processes=choice.processes
    )


def choose(bank_folder: Path, ears: Ears, places: Places, most_calls: int, cache_folder: Path) -> MediaEngine:
    """The engine for `most_calls`, and a line in the log that says why it is this one. Raises TooFewFilesError."""
    choice = judge(most_calls, cache_folder)
    log.log(logging.INFO if choice.calls >= most_calls else logging.WARNING, choice.reason)
    return engine_for(choice, Bank(bank_folder), places)(ears)
