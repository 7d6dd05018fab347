"""The bench of the telephone: `bench` measures, `server` is called, `calling` and `peer` are those who call."""
