"""The vocabulary's files are right, and a centre's own files say where they are wrong."""

import tomllib

import pytest

from motcua.catalogue.search.vocabulary import SHIPPED, VocabularyError, load_vocabulary

FILES = sorted(SHIPPED.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_saying_twice_under_one_official_phrase(file):
    table = tomllib.loads(file.read_text("utf-8"))
    for official, says in table.get("official", {}).items():
        assert len(says) == len(set(says)), official
        assert all(part.strip() for said in says for part in said.split("…")), official


def test_every_shipped_table_is_used():
    vocabulary = load_vocabulary()
    assert len(vocabulary.meanings) > 5000
    assert {act.name for act in vocabulary.acts} >= {"issue", "reissue", "exchange", "change", "extend", "end"}
    assert vocabulary.stop
    assert vocabulary.narrow
    assert vocabulary.business
    assert vocabulary.same


def test_a_centre_adds_its_own_words(tmp_path):
    (tmp_path / "ours.toml").write_text(
        '[official]\n"đăng ký thường trú" = ["vô sổ xanh"]\n[aliases]\n"9.000001" = ["giấy ra đời"]\n'
    )
    vocabulary = load_vocabulary(tmp_path)
    said = {" ".join(word.surface for word in meaning.parts[0]): meaning.means for meaning in vocabulary.meanings}
    assert said["vô sổ xanh"] == ("đăng ký thường trú",)
    assert vocabulary.aliases == {"9.000001": ("giấy ra đời",)}


def test_one_saying_of_two_official_phrases_is_one_meaning(tmp_path):
    (tmp_path / "ours.toml").write_text('[official]\n"cấp thẻ đỏ" = ["xin thẻ lạ"]\n"cấp thẻ xanh" = ["xin thẻ lạ"]\n')
    meanings = [m for m in load_vocabulary(tmp_path).meanings if "cấp thẻ đỏ" in m.means]
    assert [meaning.means for meaning in meanings] == [("cấp thẻ đỏ", "cấp thẻ xanh")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[officials]\n", "unknown table officials"),
        ("[official]\nx = 'một'\n", "expected a list of phrases"),
        ("[official]\nx = ['…']\n", "expected a list of phrases"),
        ("[words]\nstops = ['à']\n", "not stops"),
        ("[official\n", "ours.toml"),
    ],
)
def test_a_file_that_is_wrong_says_so(tmp_path, text, sentence):
    (tmp_path / "ours.toml").write_text(text)
    with pytest.raises(VocabularyError, match=sentence):
        load_vocabulary(tmp_path)
