from django.db import models


class NumberSeries(models.Model):
    """The last number a series gave out."""

    series = models.CharField(primary_key=True, max_length=100)
    value = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.series}: {self.value}"
