"""Columns that several tables of the catalogue share."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.catalogue import labels


def limit_quantity() -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)


def limit_unit() -> "models.CharField[Any, Any]":
    return models.CharField(max_length=16, blank=True, choices=labels.choices(labels.LIMIT_UNITS))


def words(max_length: int = 400) -> "ArrayField[Any, Any]":
    return ArrayField(models.CharField(max_length=max_length), default=list, blank=True)


def texts() -> "ArrayField[Any, Any]":
    return ArrayField(models.TextField(), default=list, blank=True)
