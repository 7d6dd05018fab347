"""What callers hear and may press: the published tree, or the one that every centre begins with; and what is wrong with one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from motcua.voice import flow

OPENING = Path(__file__).parent / "opening.json"
LANGUAGES = ("vi", "en")
LONGEST_SENTENCE = 260
"""Characters: some twelve seconds of speech; nobody keeps more in mind."""
MOST_NODES, MOST_SENTENCES = 120, 240


@dataclass(frozen=True, slots=True)
class Spoken:
    """A tree and what its prompts say: prompt → language → sentence."""

    tree: flow.Tree
    sentences: Mapping[str, Mapping[str, str]]


class MalformedScriptError(ValueError):
    """What was written is no tree with sentences; the text says where, in Vietnamese."""


@cache
def opening() -> Spoken:
    """The tree that every centre begins with."""
    return read(json.loads(OPENING.read_text("utf-8")))


def read(data: Mapping[str, Any]) -> Spoken:
    """`{"tree": {…}, "sentences": {PROMPT: {"vi": …, "en": …}}}`. MalformedScriptError."""
    tree, sentences = data.get("tree"), data.get("sentences")
    if not isinstance(tree, dict) or not isinstance(sentences, dict) or len(sentences) > MOST_SENTENCES:
        raise MalformedScriptError("Cần có hai phần “tree” và “sentences”, không quá dài.")
    for prompt, texts in sentences.items():
        if not isinstance(texts, dict) or not all(isinstance(texts.get(word), str) for word in LANGUAGES):
            raise MalformedScriptError(f"Câu “{prompt}” phải có đủ lời tiếng Việt và tiếng Anh.")
    try:
        known = flow.read(tree)
    except flow.MalformedTreeError as error:
        raise MalformedScriptError(f"Cây chưa đúng dạng: {error}") from None
    return Spoken(known, sentences)


def problems(spoken: Spoken, questions: Mapping[str, frozenset[str]]) -> list[flow.Problem]:
    """Everything that keeps a tree from being published; `questions`: what can be asked → the outcomes it may have."""
    known = {prompt for prompt, texts in spoken.sentences.items() if all(texts[word].strip() for word in LANGUAGES)}
    found = flow.problems(spoken.tree, known)
    return [*found, *_sentences(spoken), *_questions(spoken, questions)]


def _sentences(spoken: Spoken) -> Iterator[flow.Problem]:
    if len(spoken.tree.nodes) > MOST_NODES:
        yield flow.Problem(f"Cây có quá {MOST_NODES} nút.")
    for prompt, texts in spoken.sentences.items():
        for word in LANGUAGES:
            if len(texts[word]) > LONGEST_SENTENCE:
                yield flow.Problem(f"Câu “{prompt}” dài quá {LONGEST_SENTENCE} ký tự; người nghe không nhớ hết.")


def _questions(spoken: Spoken, questions: Mapping[str, frozenset[str]]) -> Iterator[flow.Problem]:
    for name, node in spoken.tree.nodes.items():
        if not isinstance(node, flow.Question):
            continue
        if node.ask not in questions:
            yield flow.Problem(f"Không có câu hỏi nào tên “{node.ask}”.", name)
        elif missing := sorted(questions[node.ask] - set(node.outcomes)):
            yield flow.Problem(f"Thiếu đường đi cho kết quả: {', '.join(missing)}.", name)
