"""The audit chain: every act, in order, so that no change to the past goes unseen.

`append` belongs at the end of a service, after everything slow: it locks the chain's head until COMMIT, and
every other writer of that centre waits. A service that also takes a number takes it just before (ADR 6, 7).

Nothing about a person goes into an entry: no names, numbers, addresses or texts that somebody typed. An actor is
"staff:17", a subject "dossier:481"; who that is stands in their own rows, where it can be protected and erased.
"""

from motcua.foundation.audit.anchor import Anchor, current_anchors, read_anchors, write_anchors
from motcua.foundation.audit.append import append
from motcua.foundation.audit.verify import Break, Report, verify

__all__ = ["Anchor", "Break", "Report", "append", "current_anchors", "read_anchors", "verify", "write_anchors"]
