"""The announcement of a call, ready to be played: the hall's sentence in the voice of the set in use."""

from pathlib import Path

from django.conf import settings

from motcua.foundation import sound
from motcua.kernel.speech import Use
from motcua.ticketing.rules.announcing import LANGUAGES, call_score, needed_fragments


def spoken_languages() -> list[str]:
    """The hall's languages for which this centre has a set of fragments, in the order of speaking; empty: no sound."""
    installed = sound.installed_languages(_home())
    return [language for language in LANGUAGES if language in installed]


def announcement(number: str, counter: int, language: str, *, chime: bool = True) -> sound.Announcement | None:
    """The WAV of one call in one language, kept by content: `.key` for an address, `.path` or `.wav()` for the sound.

    Kept already: some 0.1 ms; else some 5 ms, and a second once in each process to read the set.

    Args:
        number: the ticket's as printed.
        counter: 1-999.
        language: one of `spoken_languages()`.
        chime: only before the first of several languages.

    Returns:
        None when the centre has no set for the language: the screen shows the call, nothing is heard.

    Raises:
        InvalidInputError: a number or counter that can't be read aloud.
        SoundSetError: the set in use is damaged; it names the fragments.
    """
    fragments = sound.installed_set(_home(), language)
    if fragments is None:
        return None
    score = call_score(number, counter, language, Use(fragments.manifest.use), chime=chime)
    return sound.prepare(_home(), fragments, score)


def needed(language: str, use: str) -> dict[str, str]:
    """The fragments that a set must hold for the hall, for `sound.import_folder`. Raises SoundSetError for an unknown language or use."""
    problems = []
    if language not in LANGUAGES:
        problems.append(f"Chưa dùng được ngôn ngữ «{language}»; hiện có: {', '.join(LANGUAGES)}.")
    if use not in list(Use):
        problems.append(f"Cách đọc «{use}» không có; hãy ghi northern (Bắc) hoặc southern (Nam).")
    if problems:
        raise sound.SoundSetError(problems)
    return needed_fragments(language, Use(use))


def _home() -> Path:
    return Path(settings.MOTCUA.home)
