"""A PostgreSQL server of the centre's own, for where no DATABASE_URL names one (ADR 2).

`Server(place, binaries)` is started as a child of the process that owns the centre, ends with it, and is never
reachable over a network: one unix socket in a folder of its own, a random password.
"""

from motcua.foundation.postgres.binaries import Binaries, choose, installed
from motcua.foundation.postgres.place import Place, place_for
from motcua.foundation.postgres.server import Server, server_for

__all__ = ["Binaries", "Place", "Server", "choose", "installed", "place_for", "server_for"]
