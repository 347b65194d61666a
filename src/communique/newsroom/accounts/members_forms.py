"""The form by which an administrator keeps a member."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from communique.core.profile import Profile
from communique.core.vocab import Term
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.roles import Role
from communique.render.messages import language_name

_NEEDS = "Say for whom an author writes, and into which languages a translator translates."
LANG = "en"


class MemberForm(forms.Form):
    """What is said of a member."""

    first_name = forms.CharField(required=False, max_length=150)
    last_name = forms.CharField(required=False, max_length=150)
    email = forms.EmailField(
        required=False, max_length=254, label="Mail", help_text="Where the desk writes to them."
    )
    roles = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, role.value.replace("-", " ").capitalize()) for role in Role],
    )
    structures = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Writes for",
        help_text="An author sees and writes for these only.",
    )
    languages = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Translates",
        help_text="A translator sees and writes texts in these only.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the structures and languages of the organisation as the record has it."""
        super().__init__(*args, **kwargs)
        profile = shelf.profile()
        chosen = self.initial.get("structures", ())
        _offer(self, "structures", _structures(profile, chosen))
        languages = [(code, language_name(code, LANG)) for code in profile.organisation.languages]
        _offer(self, "languages", languages)

    def clean(self) -> dict[str, Any]:
        """Refuse an author without structures and a translator without languages."""
        said = super().clean() or {}
        roles = said.get("roles", ())
        for role, name in ((Role.AUTHOR, "structures"), (Role.TRANSLATOR, "languages")):
            if role in roles and not said.get(name):
                self.add_error(name, _NEEDS)
        return said


class NewMemberForm(MemberForm):
    """What is said of somebody who becomes a member."""

    user_name = forms.CharField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="By which they sign in, and which the trail shows; it cannot be changed.",
    )
    field_order = ("user_name",)

    def clean_user_name(self) -> str:
        """Refuse the name of another member, be it in other letters."""
        name = str(self.cleaned_data["user_name"])
        if Member.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError("There is a member of this name.")
        return name


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # so it is declared above
    field.choices = choices


def _structures(profile: Profile, chosen: Any) -> list[tuple[str, str]]:
    """Return the structures of today, and closed ones that a member writes for."""
    today = datetime.now(UTC).date()
    terms = [term for term in profile["structure"] if term.days.cover(today) or term.code in chosen]
    return sorted(((term.code, _name(term, today)) for term in terms), key=lambda one: one[1])


def _name(term: Term, on: date) -> str:
    return term.name(LANG, on)
