"""A bank that somebody else puts in place is taken for the calls to come, and nothing is built for it."""

import asyncio
from types import SimpleNamespace

import numpy as np
import pytest

from motcua.hotline.serving.plan import Plan
from motcua.hotline.serving.telephone import Telephone
from motcua.voice.rtp import bank

pytestmark = pytest.mark.django_db(transaction=True)


def sounding(folder, level):
    bank.build(folder, {"tone": np.full(160, level, np.int16)})


@pytest.fixture
def telephone(centre, tmp_path, monkeypatch):
    sounding(tmp_path, 100)
    plan = Plan("here", tmp_path, tmp_path, tmp_path, "127.0.0.1", 5060, 40_000, 40_100, 2, 0.0)
    made = Telephone(plan)
    made.taken, made.built = [], 0
    made._station = SimpleNamespace(use=lambda _tree, taken, _words: made.taken.append(taken))

    async def build(*_what):
        made.built += 1

    monkeypatch.setattr(made, "_build", build)
    return made


def test_a_new_bank_is_taken_once(telephone, tmp_path):
    async def look_three_times():
        await telephone._renew()
        first = len(telephone.taken)
        await telephone._renew()
        unchanged = len(telephone.taken)
        sounding(tmp_path, 8_000)
        await telephone._renew()
        await telephone._renew()
        return first, unchanged

    assert asyncio.run(look_three_times()) == (1, 1)
    old, new = telephone.taken
    assert old.prompt("tone") != new.prompt("tone")
    assert telephone.built == 1, "only the first look, which knows nothing yet, has prompts made"
    assert telephone._knows("tone")


def test_no_bank_has_no_stamp(tmp_path):
    assert bank.stamp(tmp_path / "none") is None
