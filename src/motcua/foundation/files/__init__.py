"""The content store: files under MOTCUA_HOME/files, named by their SHA-256, each with one row.

Nothing here decides who may read a file or how it is served: a later room does, always as an attachment with
`X-Content-Type-Options: nosniff`, whatever the media type says.
"""

from motcua.foundation.files.store import MEGABYTE, FileTooLargeError, open_stored, prune, store

__all__ = ["MEGABYTE", "FileTooLargeError", "open_stored", "prune", "store"]
