from django.db import models


class VisitIntroduction(models.Model):
    """What somebody let the kiosk read from their identity card for the counter's form: sealed, and deleted with the visit."""

    visit_id = models.UUIDField(primary_key=True)
    sealed = models.TextField(help_text="`foundation.sealed`")
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.visit_id)
