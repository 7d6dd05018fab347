"""Publishing how a procedure is handled."""

from django.db import transaction

from motcua.catalogue.models import Procedure
from motcua.dossiers import published
from motcua.dossiers.facts import PublishedProcedure
from motcua.dossiers.models import ProcessStep, ProcessVersion
from motcua.foundation import audit
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInputError
from motcua.workflow import Process, problems, standard_process


@transaction.atomic
def publish_process(procedure_id: int, level: str, process: Process, *, by: str) -> ProcessVersion:
    """Publish a process for a procedure at a level; the version before it ends now, and dossiers under it go on by it.

    Raises:
        InvalidInputError: the linter finds something wrong.
    """
    found = problems(process)
    if found:
        sentences = " ".join(problem.sentence for problem in found)
        raise InvalidInputError("dossiers:process:wrong", sentences, f"{len(found)} problems in a process")
    _one_at_a_time(procedure_id)
    now = clock.now()
    earlier = ProcessVersion.objects.filter(procedure=procedure_id, level=level)
    number = max((version.number for version in earlier), default=0) + 1
    earlier.filter(valid_to=None).update(valid_to=now)
    version = ProcessVersion.objects.create(
        procedure_id=procedure_id,
        level=level,
        number=number,
        clock_policy=process.clock_policy.value,
        clock_start=process.clock_start.value,
        valid_from=now,
        published_by=by,
    )
    ProcessStep.objects.bulk_create(
        ProcessStep(
            version=version,
            position=position,
            act=step.act.value,
            place=step.place.value,
            share=step.share,
            on_the_spot=step.on_the_spot,
        )
        for position, step in enumerate(process.steps, start=1)
    )
    details = {"level": level, "number": number, "on_the_spot": process.acts_on_the_spot}
    audit.append(actor=by, act="dossiers:process:published", subject=f"process_version:{version.pk}", details=details)
    return version


def process_in_force(about: PublishedProcedure, level: str) -> int:
    """The process version in force; a procedure without one gets the standard process, with what the decision promises."""
    version = published.open_process(about.id, level)
    if version is None:
        with transaction.atomic():
            _one_at_a_time(about.id)
            found = ProcessVersion.objects.filter(procedure=about.id, level=level, valid_to=None).first()
            promised = about.handlings[level].on_the_spot
            version = (found or publish_process(about.id, level, standard_process(promised), by="system")).pk
    return version


def _one_at_a_time(procedure_id: int) -> None:
    """Two who publish for a procedure at once, as two intakes of a new one do: the second finds what the first published."""
    Procedure.objects.select_for_update(no_key=True).only("pk").get(pk=procedure_id)
