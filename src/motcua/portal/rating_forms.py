"""What a person taps and types when they rate: one face; then, if they like, reasons and words."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.feedback.facts import Given
from motcua.feedback.labels import LEVELS, REASONS
from motcua.feedback.rules import LONGEST_WORDS
from motcua.feedback.services.rating import Sent
from motcua.feedback.vocabulary import Level, Reason
from motcua.ui.once import OnceForm

UNDO = "undo"
"""Sent by “change it”: which rating is taken back."""
_LONGEST = 18


class FaceForm(OnceForm):
    """One tap: the button's value is the level."""

    level = forms.TypedChoiceField(
        choices=[(level.value, label) for level, label in LEVELS.items()],
        coerce=int,
        error_messages={
            "required": _("Hãy chạm vào một khuôn mặt."),
            "invalid_choice": _("Hãy chạm vào một khuôn mặt."),
        },
    )

    def given(self) -> Given:
        return Given(Level(self.cleaned_data["level"]))

    def sent(self, *about: str) -> Sent:
        """The form's key with what it means: which visit, which level."""
        return Sent(self.cleaned_data["key"], "\n".join((*about, str(self.cleaned_data["level"]))).encode())


def undone(post: QueryDict) -> int:
    """The rating that a form takes back; 0, which none is, for anything else."""
    text = post.get(UNDO, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0


class WhyForm(forms.Form):
    """What wasn't good, after the tap. Nothing in it is obligatory."""

    level = forms.TypedChoiceField(choices=[(level.value, level.name) for level in Level], coerce=int)
    reasons = forms.MultipleChoiceField(
        choices=[(reason.value, label) for reason, label in REASONS.items()], required=False
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        error_messages={"max_length": _("Ý kiến dài nhất %(limit_value)d ký tự; vừa nhập %(show_value)d.")},
    )

    def given(self) -> Given:
        """Too many words are told at the field; reasons for a good rating, by the service."""
        asked = self.cleaned_data
        reasons = tuple(Reason(reason) for reason in asked["reasons"])
        return Given(Level(asked["level"]), reasons, asked["words"])

    @property
    def is_empty(self) -> bool:
        return not (self.cleaned_data["reasons"] or self.cleaned_data["words"])
