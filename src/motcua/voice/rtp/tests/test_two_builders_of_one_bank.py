"""The telephone builds what is missing while an administrator builds too: one after the other, and the bank is whole."""

import threading
from contextlib import suppress

from motcua.voice.rtp.bank import Bank, write

PROMPTS = 20
TONE = 800


def test_two_builders_at_once_leave_one_whole_bank(tmp_path):
    both = threading.Barrier(2)

    def slowly(name):
        for number in range(PROMPTS):
            if number == 1:
                with suppress(threading.BrokenBarrierError):
                    both.wait(0.3)  # both would be in the midst of it, if nothing kept one out
            yield f"{name}-{number}", bytes([number + 1]) * TONE, ""

    builders = [threading.Thread(target=write, args=(tmp_path, slowly(name))) for name in ("a", "b")]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    bank = Bank(tmp_path)
    name = next(iter(bank.index)).partition("-")[0]
    assert set(bank.index) == {f"{name}-{number}" for number in range(PROMPTS)}
    for number in range(PROMPTS):
        assert set(bank.prompt(f"{name}-{number}")) == {number + 1}
