from motcua.kernel.errors import UnavailableError


def unavailable(reason: str, message_vi: str, log: str) -> UnavailableError:
    """The error of a server that can't be found, made or started."""
    return UnavailableError(f"foundation:postgres:{reason}", message_vi, log)
