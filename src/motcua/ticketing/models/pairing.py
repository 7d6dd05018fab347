from django.db import models

from motcua.ticketing.models.hall import HallDevice


class DevicePairing(models.Model):
    """A code that lets one machine become one device, once, for some minutes; only its digest is kept."""

    device = models.OneToOneField(HallDevice, on_delete=models.CASCADE, primary_key=True, related_name="pairing")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.device_id)
