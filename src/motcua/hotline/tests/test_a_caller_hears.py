"""A real softphone calls, presses keys and records; the recording holds the prompts of the answer, sample by sample."""

from itertools import chain

import pytest

from motcua.dossiers.tests.scene import actor, received
from motcua.hotline.dialogue import Asked, answer
from motcua.hotline.models import CallRecord
from motcua.hotline.tests.calling import assert_heard, bank_of, recorded
from motcua.hotline.vocabulary import CallOutcome
from motcua.kernel import clock

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


def asked(question, **slots):
    return answer(question, Asked({"language": "vi", "call": "test", **slots}, clock.now())).said


@pytest.fixture
def dossier(open_centre, receiving_officer, hand_clock):
    return received(actor(receiving_officer))


@pytest.fixture
def said(dossier, real_procedure):
    """What the caller is to hear of the procedure's papers and of the dossier."""
    title = asked("by number", number="1022")
    papers = asked("papers", procedure=real_procedure)
    state = asked("dossier", **{"look-up": dossier.look_up_number})
    return {"title": title, "papers": papers, "state": state}


def test_the_papers_of_a_procedure_and_the_state_of_a_dossier(said, dossier, tmp_path):
    bank = bank_of(tmp_path / "prompts", chain.from_iterable(said.values()))

    async def call(scene):
        await scene.waits("greeting")
        await scene.presses("1", "main")
        await scene.presses("1", "find")
        await scene.presses("1", "number")
        await scene.presses("1022", "about")
        await scene.hears(said["title"])
        await scene.presses("1", "told")
        await scene.hears(said["papers"])
        await scene.presses("0", "main")
        await scene.presses("2", "dossier")
        await scene.presses(dossier.look_up_number, "dossier told")
        await scene.hears(said["state"])

    recording = recorded(tmp_path, bank, call)
    assert_heard(recording, bank, said["title"])
    assert_heard(recording, bank, said["papers"])
    assert_heard(recording, bank, said["state"])
    record = CallRecord.objects.get()
    assert (record.outcome, record.language) == (CallOutcome.ANSWERED, "vi")
    assert record.way[-2:] == ["look up", "dossier told"]
    assert {"main", "find", "by number", "about", "papers", "dossier"} < set(record.way)
    assert record.procedures == ["1.000426"]
    assert dossier.look_up_number not in str(record.__dict__)
