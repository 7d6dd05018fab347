"""The conversation behind the tree: each question that it asks, answered from the catalogue, the dossiers and the hall."""

from motcua.hotline.dialogue import browsing, call, centre, dossiers, messages, procedures, voice
from motcua.hotline.dialogue.replies import LATER, Asked, Reply, answer, questions

__all__ = [
    "LATER",
    "Asked",
    "Reply",
    "answer",
    "browsing",
    "call",
    "centre",
    "dossiers",
    "messages",
    "procedures",
    "questions",
    "voice",
]
