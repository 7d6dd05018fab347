"""SDP: session descriptions (RFC 8866) and the model of offer and answer (RFC 3264) for one stream of speech."""

from motcua.voice.sdp.description import Description, MalformedDescriptionError, Stream, read
from motcua.voice.sdp.negotiation import PCMA, PCMU, IncompatibleError, Local, Speech, accept, answer, choose, offer

__all__ = [
    "PCMA",
    "PCMU",
    "Description",
    "IncompatibleError",
    "Local",
    "MalformedDescriptionError",
    "Speech",
    "Stream",
    "accept",
    "answer",
    "choose",
    "offer",
    "read",
]
