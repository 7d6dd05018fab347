"""Một Cửa: the software of a Vietnamese one-stop public administration centre."""
