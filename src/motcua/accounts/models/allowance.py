from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInAllowance(models.Model):
    """The recent tries of one allowance (see `accounts.rules.allowances`), newest last: one locked row, counted exactly."""

    key = models.CharField(_("khóa"), max_length=64, primary_key=True)
    spent_at = ArrayField(models.DateTimeField(), verbose_name=_("các lần thử"), default=list)
    touched_at = models.DateTimeField(_("lần cuối"), db_index=True)

    class Meta:
        verbose_name = _("hạn mức đăng nhập")
        verbose_name_plural = _("hạn mức đăng nhập")

    def __str__(self) -> str:
        return self.key
