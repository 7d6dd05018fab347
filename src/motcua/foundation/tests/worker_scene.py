"""A worker with one subscriber: it answers a question by writing a file."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from motcua.foundation import events


@dataclass(frozen=True, slots=True)
class Asked(events.Event):
    name: ClassVar[str] = "foundation:question:asked"
    folder: str
    answer: str
    seconds: int


def path_of_answer(question: Asked) -> Path:
    return Path(question.folder) / question.answer


def answer(question: Asked) -> None:
    time.sleep(question.seconds)
    path_of_answer(question).touch()


events.subscribe(Asked, answer)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")
    import django

    django.setup()
    from motcua.foundation.worker import run_worker

    run_worker()
