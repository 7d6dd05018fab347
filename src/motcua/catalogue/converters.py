class ProcedureCodeConverter:
    """A procedure's short code in an address: 1.004205."""

    regex = r"[0-9]\.[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
