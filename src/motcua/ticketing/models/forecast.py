from django.db import models

from motcua.organisation.models import OneStopUnit


class HallForecast(models.Model):
    """A hall's next two hours as they were last reckoned, and who keeps it worth reckoning: the head whose page is open."""

    unit = models.OneToOneField(OneStopUnit, on_delete=models.CASCADE, primary_key=True, related_name="forecast")
    watched_at = models.DateTimeField(help_text="when the head's page was last loaded, to a minute")
    claimed_at = models.DateTimeField(null=True, help_text="since when a worker reckons; null: none does")
    computed_at = models.DateTimeField(null=True, help_text="the moment that the forecast looks from")
    payload = models.JSONField(
        null=True, help_text="`hall.forecast.Forecast`; null: there was nothing to reckon with, as no counter was open"
    )

    def __str__(self) -> str:
        return str(self.unit_id)
