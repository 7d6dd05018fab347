"""A tree from JSON, strictly: a name that is misspelled is told, not passed over."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from motcua.voice.flow.tree import Entry, Menu, Message, Node, Question, Recording, Tree

_KINDS: dict[str, type[Node]] = {
    "message": Message,
    "menu": Menu,
    "entry": Entry,
    "question": Question,
    "recording": Recording,
}
_LISTS = {"prompts", "wrong", "silence", "goodbye"}


class MalformedTreeError(ValueError):
    """The data is no tree; the text says where."""


def read(data: Any) -> Tree:
    """`{"start": …, "nodes": {NAME: {"kind": "menu", "prompts": […], …}}, "wrong": […], …}`. Raises MalformedTreeError."""
    if not isinstance(data, Mapping):
        raise MalformedTreeError("the tree must be an object")
    if not isinstance(data.get("nodes"), dict):
        raise MalformedTreeError("nodes must be an object")
    nodes = {name: _node(name, node) for name, node in data["nodes"].items()}
    return Tree(**{**_arguments("the tree", Tree, {**data, "nodes": ""}), "nodes": nodes})


def _node(name: str, data: Any) -> Node:
    kind = _KINDS.get(str(data.get("kind"))) if isinstance(data, dict) else None
    if kind is None:
        raise MalformedTreeError(f"{name}: kind must be one of {', '.join(_KINDS)}")
    return kind(**_arguments(name, kind, {key: value for key, value in data.items() if key != "kind"}))


def _arguments(where: str, kind: type[Node] | type[Tree], data: Mapping[str, Any]) -> dict[str, Any]:
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(data) - set(known)):
        raise MalformedTreeError(f"{where}: {', '.join(unknown)} is unknown here")
    if missing := sorted(name for name, f in known.items() if f.default is MISSING and name not in data):
        raise MalformedTreeError(f"{where}: {', '.join(missing)} is missing")
    return {name: _value(f"{where}: {name}", name, known[name].type, value) for name, value in data.items()}


def _value(where: str, name: str, kind: Any, value: Any) -> Any:
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise MalformedTreeError(f"{where} must be a list of prompts")
        return tuple(value)
    if name in {"choices", "outcomes"}:
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise MalformedTreeError(f"{where} must lead from keys to names of nodes")
        return value
    wanted = {bool: (bool,), int: (int,), float: (int, float)}.get(kind, (str,))
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
        raise MalformedTreeError(f"{where} is of a wrong kind")
    return value


def write(tree: Tree) -> dict[str, Any]:
    """What `read` reads back into the same tree; what is as usual is left out."""
    kinds = {kind: name for name, kind in _KINDS.items()}
    nodes = {name: {"kind": kinds[type(node)], **_told(node)} for name, node in tree.nodes.items()}
    return {**_told(tree), "nodes": nodes}


def _told(value: Node | Tree) -> dict[str, Any]:
    known = {field.name: getattr(value, field.name) for field in fields(value) if field.name != "nodes"}
    usual = {field.name: field.default for field in fields(value)}
    return {
        name: list(told) if isinstance(told, tuple) else dict(told) if isinstance(told, Mapping) else told
        for name, told in known.items()
        if told != usual[name]
    }
