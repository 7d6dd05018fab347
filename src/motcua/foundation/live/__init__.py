"""Telling screens at once: boards, counters, a citizen's open page.

`publish` sends, `ticket` lets a page listen, `motcua live` runs the hub they listen to.
"""

from motcua.foundation.live.messages import LiveMessage, publish
from motcua.foundation.live.tickets import Grant, read_ticket, ticket

__all__ = ["Grant", "LiveMessage", "publish", "read_ticket", "ticket"]
