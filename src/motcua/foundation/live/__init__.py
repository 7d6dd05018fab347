"""Telling screens at once: boards, counters, a citizen's open page.

`publish` sends, `listening` lets a page listen, `motcua live` runs the hub they listen to.
"""

from motcua.foundation.live.messages import LiveMessage, last_id, publish
from motcua.foundation.live.tickets import Grant, listening, read_ticket, ticket

__all__ = ["Grant", "LiveMessage", "last_id", "listening", "publish", "read_ticket", "ticket"]
