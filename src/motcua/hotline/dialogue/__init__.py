"""The conversation behind the tree: each question that it asks, answered from the catalogue, the dossiers and the hall."""

from motcua.hotline.dialogue import (
    appointments,
    booking,
    browsing,
    call,
    centre,
    dossiers,
    messages,
    procedures,
    voice,
)
from motcua.hotline.dialogue.replies import LATER, TRIAL, Asked, Reply, answer, questions

__all__ = [
    "LATER",
    "TRIAL",
    "Asked",
    "Reply",
    "answer",
    "appointments",
    "booking",
    "browsing",
    "call",
    "centre",
    "dossiers",
    "messages",
    "procedures",
    "questions",
    "voice",
]
