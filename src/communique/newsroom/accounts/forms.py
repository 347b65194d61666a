"""The forms of signing in, in the desk's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms


def _plain(form: forms.Form, labels: Mapping[str, str]) -> None:
    """Give fields their labels, and no grey words inside that pass for an answer."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, {"login": "User name", "password": "Password"})
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePassword(ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "Password now", "password1": "New password"}
        _plain(self, labels | {"password2": "New password again"})


class ConfirmByPassword(ReauthenticateForm):
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, {"password": "Password"})


class _Code:
    """A code is digits, typed by hand or filled in by the telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, {"code": "Code"})  # type: ignore[arg-type]  # always beside a form
        widget = self.fields["code"].widget  # type: ignore[attr-defined]  # the same
        widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}


class SecondStep(_Code, AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""


class ConfirmByCode(_Code, ReauthenticateByCodeForm):
    """A code, to show that it is still the same person."""


class FirstCode(_Code, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class AddPasskey(AddWebAuthnForm):
    """A name for a new passkey, and whether it is enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Let me sign in with it alone, without the password", True
        alone.help_text = "The device then asks for your fingerprint, your face or a PIN."
