"""What a caller hears and may press, as data: a tree, a pure interpreter of it, and what is wrong with one."""

from motcua.voice.flow.interpreter import begin, step
from motcua.voice.flow.linter import Problem, problems
from motcua.voice.flow.reading import MalformedTreeError, read, write
from motcua.voice.flow.steps import (
    Answered,
    Ask,
    Event,
    HangUp,
    Hush,
    Keep,
    Key,
    Listen,
    Played,
    Say,
    Silence,
    State,
    Step,
    Wait,
)
from motcua.voice.flow.tree import Entry, Menu, Message, Node, Question, Recording, Tree

__all__ = [
    "Answered",
    "Ask",
    "Entry",
    "Event",
    "HangUp",
    "Hush",
    "Keep",
    "Key",
    "Listen",
    "MalformedTreeError",
    "Menu",
    "Message",
    "Node",
    "Played",
    "Problem",
    "Question",
    "Recording",
    "Say",
    "Silence",
    "State",
    "Step",
    "Tree",
    "Wait",
    "begin",
    "problems",
    "read",
    "step",
    "write",
]
