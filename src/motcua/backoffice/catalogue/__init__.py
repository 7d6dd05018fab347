"""Keeping the catalogue: importing, looking after procedures, publishing what is handled here."""
