"""G.711: known bytes, the nearest level for every sample, and no change by coding twice."""

import numpy as np
import pytest

from motcua.voice.rtp import g711
from motcua.voice.rtp.bank import FRAME, Bank, build

EVERY = np.arange(-32_768, 32_768).astype(np.int16)
LAWS = {
    "A": (g711.encode_a, g711.decode_a, g711.DECODE_A),
    "µ": (g711.encode_mu, g711.decode_mu, g711.DECODE_MU),
}


def test_known_bytes():
    assert [int(g711.DECODE_A[code]) for code in (0xD5, 0x55, 0x80, 0xAA, 0x2A)] == [8, -8, 5504, 32_256, -32_256]
    assert [int(g711.DECODE_MU[code]) for code in (0xFF, 0x7F, 0x80, 0x00, 0xF0)] == [0, 0, 32_124, -32_124, 120]
    assert g711.encode_a(np.zeros(2, np.int16)) == b"\xd5\xd5"
    assert g711.encode_mu(np.zeros(2, np.int16)) == b"\xff\xff"


@pytest.mark.parametrize("law", LAWS)
def test_each_sample_becomes_the_nearest_level(law):
    encode, decode, table = LAWS[law]
    error = np.abs(decode(encode(EVERY)).astype(int) - EVERY)
    nearest = np.abs(table.astype(int)[None, :] - EVERY[:, None].astype(int)).min(axis=1)
    assert (error == nearest).all()


@pytest.mark.parametrize("law", LAWS)
def test_coding_twice_changes_nothing(law):
    encode, decode, table = LAWS[law]
    assert (decode(encode(table)) == table).all()


def test_a_law_becomes_mu_law():
    codes = bytes(range(256))
    there = g711.decode_mu(codes.translate(g711.A_TO_MU)).astype(int)
    assert np.abs(there - g711.decode_a(codes)).max() <= 644


def test_prompts_lie_in_one_file(tmp_path):
    build(tmp_path, {"chào": EVERY[:400], "tạm biệt": EVERY[:160], "": EVERY[:0]})
    bank = Bank(tmp_path)
    assert bank.index == {"chào": (0, 3), "tạm biệt": (3, 1), "": (4, 0)}
    assert bank.frame(2) == g711.encode_a(EVERY[320:400]) + b"\xd5" * 80
    assert bank.seconds("chào") == 0.06
    assert bank.frames.shape == (4, FRAME)
    build(tmp_path, {"khác": EVERY[:160]})
    assert bank.frame(3) == g711.encode_a(EVERY[:160])
    assert Bank(tmp_path).index == {"khác": (0, 1)}
    assert len([path for path in tmp_path.iterdir() if path.suffix != ".lock"]) == 2


def test_a_bank_cut_off_is_refused(tmp_path):
    build(tmp_path, {"a": EVERY[:400]})
    sound = next(tmp_path.glob("*.alaw"))
    sound.write_bytes(sound.read_bytes()[:-1])
    with pytest.raises(ValueError, match="build them again"):
        Bank(tmp_path)
