"""A call in the browser: the published tree with its real answers, read instead of heard, keys pressed with the mouse.

The call's state travels in the form, signed; nothing of it is kept here.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.accounts.middleware import SignedInRequest
from motcua.hotline import tree
from motcua.hotline.dialogue import TRIAL, Asked, answer
from motcua.hotline.services.trees import current_tree
from motcua.hotline.serving.script import sentence
from motcua.hotline.speech.fragment import Fragment, Language
from motcua.hotline.speech.fragment import spoken as line_of
from motcua.kernel import clock
from motcua.voice import flow
from motcua.voice.station import CALL, LANGUAGE, SOURCE

SALT = "hotline:keypad"
LASTS = 3600
SILENCE = "im-lang"
KEYS = "123456789*0#"
LONGEST_TALK = 60
"""Lines of the transcript that travel along."""
MOST_STEPS = 30
"""One after another without a key: a tree that goes in circles is stopped here."""


@dataclass
class Trial:
    """A call that is tried. `lines`: who said what ("" is the caller); `texts`: what the prompts in `state` say."""

    state: flow.State
    lines: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    over: bool = False


@never_cache
def keypad(request: SignedInRequest) -> HttpResponse:
    """GET begins a call; POST presses `key`, or says nothing."""
    _number, spoken = current_tree()
    trial = _opened(request.POST.get("call", "")) if request.method == "POST" else None
    if trial is None:
        slots = ((CALL, TRIAL), (SOURCE, f"trial {request.user.pk}"))
        trial = _go(Trial(flow.State(None)), spoken, *flow.begin(spoken.tree, slots))
    else:
        trial = _pressed(trial, spoken, request.POST.get("key", ""))
    context = {"trial": trial, "call": _sealed(trial), "keys": KEYS, "silence": SILENCE}
    return render(request, "backoffice/hotline/keypad.jinja", context)


def _pressed(trial: Trial, spoken: tree.Spoken, key: str) -> Trial:
    if trial.over or not (key == SILENCE or (len(key) == 1 and key in KEYS)):
        return trial
    trial.lines.append(("", "…" if key == SILENCE else key))
    event: flow.Event = flow.Silence() if key == SILENCE else flow.Key(key)
    return _go(trial, spoken, *flow.step(spoken.tree, trial.state, event))


def _go(trial: Trial, spoken: tree.Spoken, state: flow.State, steps: Iterable[flow.Step]) -> Trial:
    """Do what is to be done, as if all that is said were heard to its end."""
    for _ in range(MOST_STEPS):
        trial.state, steps = state, tuple(steps)
        for step in steps:
            if isinstance(step, flow.Say):
                trial.lines += [("tong-dai", line) for line in _said(trial, spoken, step.prompts)]
            elif isinstance(step, flow.HangUp):
                trial.over = True
        asked = next((step for step in steps if isinstance(step, flow.Ask)), None)
        if trial.over or (asked is None and not state.speaking):
            break
        state, steps = flow.step(spoken.tree, state, _answered(trial, asked) if asked else flow.Played())
    trial.lines = trial.lines[-LONGEST_TALK:]
    return trial


def _answered(trial: Trial, asked: flow.Ask) -> flow.Answered:
    reply = answer(asked.question, Asked(dict(asked.slots), clock.now()))
    unsaid = {name: trial.texts[name] for name in trial.state.first if name in trial.texts}
    trial.texts = unsaid | {fragment.name: fragment.text for fragment in reply.said}
    return flow.Answered(reply.outcome, tuple(f.name for f in reply.said), tuple(reply.slots.items()))


def _said(trial: Trial, spoken: tree.Spoken, prompts: Iterable[str]) -> list[str]:
    """The sentences of the tree a line each; the fragments of an answer together."""
    language: Language = "en" if trial.state.slot(LANGUAGE) == "en" else "vi"
    lines: list[str] = []
    answered: list[Fragment] = []
    for prompt in prompts:
        if prompt in spoken.sentences:
            lines += [line_of(answered)] if answered else []
            answered = []
            lines.append(line_of(sentence(spoken, prompt, language)))
        else:
            answered.append(Fragment("vi", trial.texts.get(prompt, "")))
    return lines + ([line_of(answered)] if answered else [])


def _sealed(trial: Trial) -> str:
    return signing.dumps(asdict(trial), salt=SALT, compress=True)


def _opened(sealed: str) -> Trial | None:
    """The call so far; None where it was changed, or is too old."""
    try:
        known: dict[str, Any] = signing.loads(sealed, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    state = known["state"]
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in state.items()}
    told["slots"] = tuple((name, value) for name, value in state["slots"])
    lines = [(who, line) for who, line in known["lines"]]
    return Trial(flow.State(**told), lines, known["texts"], known["over"])
