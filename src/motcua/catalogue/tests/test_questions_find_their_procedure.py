"""The bar: of people's questions, 95 % have a right procedure among the first five, on the catalogue of facts that is shipped."""

from pathlib import Path

import pytest

import motcua.demo
from motcua.catalogue.search import quality
from motcua.catalogue.search.engine import Engine
from motcua.catalogue.search.everyday_names import shipped_names
from motcua.catalogue.search.vocabulary import load_vocabulary
from motcua.kernel.text import fold

FIXTURES = Path(__file__).parent / "fixtures"
FACTS = Path(motcua.demo.__file__).parent / "data" / "procedures.jsonl.gz"
LATER = {name: quality.read_questions(FIXTURES / f"questions-{name}.jsonl") for name in ("unseen", "held_out")}
QUESTIONS = quality.read_questions(FIXTURES / "questions-tuning.jsonl")


@pytest.fixture(scope="module")
def entries():
    return quality.read_catalogue(FACTS)


def test_every_question_has_an_answer_in_the_catalogue(entries):
    codes = {entry.code for entry in entries}
    assert [question.text for question in QUESTIONS if not question.codes <= codes] == []
    assert len({question.text for question in QUESTIONS}) == len(QUESTIONS) >= 175


def test_right_answers_among_the_first_five(entries):
    found = quality.measure(Engine(entries, load_vocabulary()), QUESTIONS)
    assert found.hit_at_5 >= 0.95, found.missed
    assert found.hit_at_1 >= 0.8
    assert found.mean_reciprocal_rank >= 0.85


def test_questions_written_apart_from_the_vocabulary_find_theirs_too(entries):
    engine = Engine(entries, load_vocabulary())
    found = {name: quality.measure(engine, questions) for name, questions in LATER.items()}
    assert found["unseen"].asked >= 150
    assert found["unseen"].hit_at_5 >= 0.95
    assert found["held_out"].hit_at_5 >= 0.92


def test_no_everyday_name_is_one_of_these_questions():
    names = {fold(name) for called in shipped_names().values() for name in called}
    asked = {fold(question.text) for questions in LATER.values() for question in questions}
    assert names & asked == set()


def test_every_procedure_of_the_demo_has_everyday_names_of_its_own(entries):
    assert {entry.code for entry in entries} <= shipped_names().keys()
    assert all(len(set(called)) == len(called) >= 2 for called in shipped_names().values())


def test_copies_for_other_things_do_not_push_the_real_ones_down(entries):
    """A catalogue four times as large: other ministries' variants of everything."""
    larger = quality.enlarged(entries, 4)
    assert len({entry.code for entry in larger}) == len(larger) == 4 * len(entries)
    found = quality.measure(Engine(larger, load_vocabulary()), QUESTIONS[::5])
    assert found.hit_at_5 >= 0.85
