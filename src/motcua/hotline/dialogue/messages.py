"""A complaint that was spoken becomes a message with a number."""

from motcua.hotline.dialogue.replies import Asked, Reply, answers
from motcua.hotline.services.messages import keep_message
from motcua.hotline.speech import messages as said


@answers("message", "kept", "empty")
def message(asked: Asked) -> Reply:
    kept = keep_message(asked.call, language=asked.language)
    return Reply("kept", said.kept(kept.number, asked.language)) if kept else Reply("empty")
