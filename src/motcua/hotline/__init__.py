"""The hotline: what a caller hears and which keys lead where, above the answers and beneath the surfaces."""
