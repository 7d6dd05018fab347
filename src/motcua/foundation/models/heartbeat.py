from django.db import models


class Heartbeat(models.Model):
    """When a process of the product last said that it is alive, by the database's clock.

    The centre's clock may be shifted for a demonstration, and machines disagree; liveness is measured by one.
    """

    process = models.CharField(primary_key=True, max_length=50)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.process
