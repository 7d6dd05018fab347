"""One run of an import: records in batches, each batch in one transaction, one run at a time."""

import itertools
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, connection, transaction

from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.merging import facts_digest, merged, record_digest
from motcua.catalogue.models import ImportRejection, ImportRun, Procedure, ProcedureVersion, SourceRecord
from motcua.catalogue.parsing import files
from motcua.catalogue.parsing.draft import Draft
from motcua.catalogue.parsing.errors import Reason, RejectedRecordError
from motcua.catalogue.parsing.shapes import detect
from motcua.catalogue.reading import facts_of
from motcua.catalogue.report import ImportReport, Rejection
from motcua.catalogue.selectors import WHOLE
from motcua.catalogue.writing import NextVersion, write_versions
from motcua.kernel import clock

BATCH = 200
_EXCERPT = 300
_ONE_IMPORT_AT_A_TIME = 0x6D63_6361_7401
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A record that was read: what it says, where it stands, and its text."""

    number: int
    raw: str
    digest: str
    draft: Draft


@dataclass(slots=True)
class Importer:
    """Takes the records of one file."""

    run: ImportRun
    reread: bool = False
    """Look at records again that their source has not changed: for when this program has learned to read better."""
    report: ImportReport = field(init=False)
    _first_seen: dict[str, Read] = field(default_factory=dict)
    _kept_rejections: int = 0

    def __post_init__(self) -> None:
        self.report = ImportReport(self.run.file_name)

    def take_all(self, path: Path) -> None:
        """Import every record. Raises UnreadableFileError when the file can't be read at all."""
        size = max(path.stat().st_size, 1) if path.exists() else 1
        for batch in batched(files.records(path), BATCH):
            with transaction.atomic():
                self._take(batch)
                self._save_progress(min(99, 100 * batch[-1].position // size))

    def _take(self, batch: Sequence[files.Numbered]) -> None:
        read = [found for numbered in batch if (found := self._read(numbered)) is not None]
        try:
            with transaction.atomic():
                self._apply(read)
        except DataError:
            for one in read:
                self._apply_alone(one)

    def _apply_alone(self, one: Read) -> None:
        """What the database can't hold is this record's trouble, not its neighbours'."""
        try:
            with transaction.atomic():
                self._apply([one])
        except DataError as error:
            _log.warning("record %d can't be stored: %s", one.number, type(error).__name__)
            sentence = "Cơ sở dữ liệu không chứa được một giá trị của bản ghi này."
            self._reject(one.number, one.raw, RejectedRecordError(Reason.UNREADABLE, sentence, one.draft.facts.code))

    def _read(self, numbered: files.Numbered) -> Read | None:
        self.report.read += 1
        try:
            if numbered.trouble is not None:
                raise numbered.trouble
            found = Read(numbered.number, numbered.raw, record_digest(numbered.value), _draft(numbered))
            self._check_first(found)
        except RejectedRecordError as refusal:
            self._reject(numbered.number, numbered.raw, refusal)
            return None
        return found

    def _check_first(self, found: Read) -> None:
        """The first record of a code counts: with a second one that differs each import would change it twice."""
        code = found.draft.facts.code
        first = self._first_seen.setdefault(code, Read(found.number, "", found.digest, found.draft))
        if first.digest != found.digest:
            sentence = f"Mã {code} đã có ở bản ghi {first.number} của tệp này với nội dung khác."
            raise RejectedRecordError(Reason.REPEATED_CODE, sentence, code)

    def _reject(self, number: int, raw: str, refusal: RejectedRecordError) -> None:
        self.report.rejections.append(
            Rejection(number, refusal.code[:60], refusal.reason.value, refusal.sentence, _storable(raw[:_EXCERPT]))
        )

    def _apply(self, read: Sequence[Read]) -> None:
        once = list({one.draft.facts.code: one for one in reversed(read)}.values())[::-1]
        state = _State(once)
        nexts: list[NextVersion] = []
        for one in once:
            following = None if state.said_before(one) and not self.reread else state.next_version(one)
            if following is not None:
                nexts.append(following)
        self._write(state, once, nexts)
        created = sum(item.follows is None for item in nexts)
        self.report.created += created
        self.report.changed += len(nexts) - created
        self.report.unchanged += len(read) - len(nexts)
        for one in read:
            self.report.count(one.draft.outcomes)

    def _write(self, state: "_State", once: Sequence[Read], nexts: Sequence[NextVersion]) -> None:
        now = clock.now()
        versions = {version.procedure_id: version for version in write_versions(nexts, now)}
        SourceRecord.objects.bulk_create(
            SourceRecord(
                procedure=procedure,
                version=versions.get(procedure.pk) or procedure.current,
                shape=one.draft.shape.value,
                raw=_storable(one.raw),
                digest=one.digest,
                import_run=self.run,
                received_at=now,
            )
            for one in once
            if not state.said_before(one)
            for procedure in [state.procedures[one.draft.facts.code]]
        )

    def _save_progress(self, percent: int) -> None:
        fresh = self.report.rejections[self._kept_rejections :]
        ImportRejection.objects.bulk_create(
            ImportRejection(
                run=self.run,
                record_number=item.record_number,
                code=_storable(item.code),
                reason=item.reason,
                sentence=_storable(item.sentence),
                excerpt=item.excerpt,
            )
            for item in fresh
        )
        self._kept_rejections = self.report.rejected
        self.run.progress = percent
        self.copy_counts()
        self.run.save()

    def copy_counts(self) -> None:
        """Put the report's counts on the run's row."""
        self.run.read = self.report.read
        self.run.created = self.report.created
        self.run.changed = self.report.changed
        self.run.unchanged = self.report.unchanged
        self.run.rejected = self.report.rejected
        self.run.fields = self.report.field_counts()


class _State:
    """What the catalogue knows of a batch's procedures."""

    def __init__(self, read: Sequence[Read]) -> None:
        codes = [one.draft.facts.code for one in read]
        Procedure.objects.bulk_create((Procedure(code=code) for code in codes), ignore_conflicts=True)
        found = Procedure.objects.filter(code__in=codes).select_related("current")
        self.procedures = {procedure.code: procedure for procedure in found}
        last = (
            SourceRecord.objects.filter(procedure__in=self.procedures.values())
            .order_by("procedure", "shape", "-id")
            .distinct("procedure", "shape")
        )
        self._last_said = {
            (code, shape): digest for code, shape, digest in last.values_list("procedure__code", "shape", "digest")
        }
        current = [procedure.current_id for procedure in found if procedure.current_id is not None]
        versions = ProcedureVersion.objects.filter(pk__in=current).select_related("procedure", "field")
        self._known: dict[str, ProcedureFacts] = {}
        self._versions = versions

    def said_before(self, one: Read) -> bool:
        """True when the last thing that records of this shape said of the procedure is this very record."""
        return self._last_said.get((one.draft.facts.code, one.draft.shape.value)) == one.digest

    def next_version(self, one: Read) -> NextVersion | None:
        """The version that the record makes, None when it agrees with the current one."""
        code = one.draft.facts.code
        procedure = self.procedures[code]
        if procedure.current is None:
            return NextVersion(procedure, one.draft.facts, None)
        known = self._known_facts(code)
        says = merged(known, one.draft)
        if facts_digest(says) == facts_digest(known):
            return None
        return NextVersion(procedure, says, procedure.current)

    def _known_facts(self, code: str) -> ProcedureFacts:
        if not self._known:
            self._known = {
                version.procedure.code: facts_of(version) for version in self._versions.prefetch_related(*WHOLE)
            }
        return self._known[code]


def _draft(numbered: files.Numbered) -> Draft:
    try:
        return detect.read(numbered.value)
    except RejectedRecordError:
        raise
    except Exception as error:
        _log.exception("record %d can't be read", numbered.number)
        raise RejectedRecordError(Reason.UNREADABLE, "Chương trình không đọc được bản ghi này.") from error


def _storable(text: str) -> str:
    """Text that PostgreSQL takes: no NUL, no lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


@contextmanager
def one_import_at_a_time() -> Iterator[None]:
    """Wait until no other import runs. The lock goes with the connection, so a killed import holds up nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_IMPORT_AT_A_TIME])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_IMPORT_AT_A_TIME])


def batched(items: Iterable[files.Numbered], size: int) -> Iterator[list[files.Numbered]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
