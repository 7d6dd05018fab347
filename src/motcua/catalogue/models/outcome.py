from django.db import models

from motcua.catalogue.models.procedure import ProcedureVersion


class ResultType(models.Model):
    """Kết quả: what the citizen takes home, with the national code of its kind."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40, blank=True, db_index=True)
    name = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="catalogue_result_position")]

    def __str__(self) -> str:
        return self.name or self.code


class LegalBasis(models.Model):
    """Căn cứ pháp lý: the law, decree or circular a procedure rests on."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_bases")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=200, blank=True, db_index=True)
    title = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="catalogue_basis_position")]

    def __str__(self) -> str:
        return self.number or self.title
