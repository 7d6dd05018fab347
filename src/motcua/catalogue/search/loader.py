"""The index of this process: built from the database when first asked for, renewed when the catalogue has changed.

Web workers ask the database for a revision at most every few seconds. A changed one is indexed in the background while
questions are still answered from the old index, so nobody waits for it.
"""

import threading
from pathlib import Path
from time import monotonic

import structlog
from django.conf import settings
from django.db import connection

from motcua.catalogue import selectors
from motcua.catalogue.search import kept
from motcua.catalogue.search.engine import Engine
from motcua.catalogue.search.entries import Entry
from motcua.catalogue.search.everyday_names import named
from motcua.catalogue.search.vocabulary import Vocabulary, VocabularyError, load_vocabulary
from motcua.kernel import clock

THREAD = "search-index"
CHECK_EVERY = 3.0
"""Seconds between two looks at the revision."""
SHARE_OF_TIME = 10
"""While an import runs, indexing may take a tenth of the time."""
_REVISION = """
    select (select coalesce(sum(hashtext(concat_ws(':', code, current_id, everyday_names))), 0) from catalogue_procedure),
           (select count(*) from catalogue_procedure),
           (select coalesce(max(id), 0) from catalogue_handlingdecision),
           (select coalesce(max(id), 0) from catalogue_handledprocedure)
"""
_STATE = """
    select md5(concat_ws(' ',
        (select string_agg(concat_ws(':', known.code, md5(version::text), known.everyday_names), ',' order by known.code)
           from catalogue_procedure known left join catalogue_procedureversion version on version.id = known.current_id),
        (select string_agg(decision::text, ',' order by id) from catalogue_handlingdecision decision),
        (select string_agg(handled::text, ',' order by id) from catalogue_handledprocedure handled)))
"""
log = structlog.get_logger(__name__)

Revision = tuple[object, ...]


class Loader:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._revision: Revision = ()
        self._next_check = 0.0

    def engine(self) -> Engine:
        """The index to ask now. Waits only while there is none at all."""
        engine = self._engine
        if engine is None:
            with self._lock:
                return self._engine or self._build(read_revision())
        if monotonic() >= self._next_check and self._lock.acquire(blocking=False):
            self._renew_or_release()
        return engine

    def invalidate(self) -> None:
        """Forget the index: the next question builds it anew and waits for it."""
        with self._lock:
            self._engine = None

    def warm(self) -> None:
        """Build the index in the background, so that the first person doesn't wait for it."""
        threading.Thread(target=self._warm, name=THREAD, daemon=True).start()

    def _warm(self) -> None:
        try:
            with self._lock:
                if self._engine is None:
                    self._load_or_build()
        except Exception:
            log.exception("search_index_not_built")
        finally:
            connection.close()

    def _renew_or_release(self) -> None:
        """Called with the lock held, which the background thread releases when there is something to do."""
        handed_over = False
        try:
            self._next_check = monotonic() + CHECK_EVERY
            revision = read_revision()
            if revision != self._revision:
                thread = threading.Thread(target=self._renew, args=(revision,), name=THREAD, daemon=True)
                thread.start()
                handed_over = True
        finally:
            if not handed_over:
                self._lock.release()

    def _renew(self, revision: Revision) -> None:
        try:
            self._build(revision)
        except Exception:
            log.exception("search_index_not_renewed")
        finally:
            connection.close()
            self._lock.release()

    def _load_or_build(self) -> None:
        """The index kept from the last start, if the catalogue is still the same; else a new one, which is kept."""
        started, revision, folder = monotonic(), read_revision(), _kept_folder()
        state = f"{read_state()}{revision[:2]}"
        with kept.in_turn(folder):
            engine = kept.load(folder, state)
            if engine is None:
                kept.save(folder, state, self._build(revision))
                return
        self._take(engine, revision, monotonic() - started)
        log.info("search_index_loaded", procedures=len(engine.index.entries))

    def _build(self, revision: Revision) -> Engine:
        started = monotonic()
        engine = Engine(read_entries(), read_vocabulary())
        took = monotonic() - started
        self._take(engine, revision, took)
        log.info("search_index_built", procedures=len(engine.index.entries), seconds=round(took, 3))
        return engine

    def _take(self, engine: Engine, revision: Revision, took: float) -> None:
        self._engine, self._revision = engine, revision
        self._next_check = monotonic() + max(CHECK_EVERY, SHARE_OF_TIME * took)


def read_entries() -> list[Entry]:
    """Every procedure in force, as search sees it."""
    handled = {handling.procedure_code for handling in selectors.handled_procedures()}
    return named(
        Entry(
            code=known.code,
            title=known.title,
            field=known.field,
            levels=known.levels,
            audiences=known.audiences,
            channels=known.channels,
            names=known.everyday_names,
            keywords=known.keywords,
            results=known.results,
            papers=known.papers,
            agencies=known.agencies,
            handled=known.code in handled,
        )
        for known in selectors.searchable_procedures()
    )


def read_vocabulary() -> Vocabulary:
    """The shipped vocabulary and the centre's own files; without those when one of them is wrong, so that search goes on."""
    try:
        return load_vocabulary(_own_folder())
    except VocabularyError as error:
        log.warning("search_vocabulary_of_centre_ignored", reason=str(error))
        return load_vocabulary()


def read_revision() -> Revision:
    """Changes whenever a version comes into force, a name is added, a decision published, a word file changed, or the day turns."""
    files = sorted((file.name, file.stat().st_mtime_ns) for file in _own_folder().glob("*.toml"))
    with connection.cursor() as cursor:
        cursor.execute(_REVISION)
        return (clock.now().date(), tuple(files), *cursor.fetchone())


def read_state() -> str:
    """What the index is made of, word for word: unlike the revision it tells two catalogues of other databases apart."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])


def _kept_folder() -> Path:
    home: Path = settings.MOTCUA.home
    return home / "cache"


def _own_folder() -> Path:
    home: Path = settings.MOTCUA.home
    return home / "vocabulary"
