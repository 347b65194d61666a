"""How members sign in, as django-allauth and django-axes want it said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

_ACCOUNTS = "communique.newsroom.accounts"
FAILURES = 5
LOCKED_MINUTES = 15

SIGN_IN: dict[str, Any] = {
    "ACCOUNT_ADAPTER": f"{_ACCOUNTS}.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_SESSION_REMEMBER": False,
    # The desk tells members by mail itself (accounts/told.py).
    "ACCOUNT_EMAIL_NOTIFICATIONS": False,
    "ACCOUNT_FORMS": {
        "login": f"{_ACCOUNTS}.forms.SignIn",
        "change_password": f"{_ACCOUNTS}.forms.ChangePassword",
        "reauthenticate": f"{_ACCOUNTS}.forms.ConfirmByPassword",
    },
    "MFA_ADAPTER": f"{_ACCOUNTS}.adapters.SecondFactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    # Nobody's mail address is verified here: an administrator knows whom they make a member.
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    # A telephone's clock may be half a minute off.
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_FORMS": {
        "authenticate": f"{_ACCOUNTS}.forms.SecondStep",
        "reauthenticate": f"{_ACCOUNTS}.forms.ConfirmByCode",
        "activate_totp": f"{_ACCOUNTS}.forms.FirstCode",
        "add_webauthn": f"{_ACCOUNTS}.forms.AddPasskey",
    },
    "AXES_FAILURE_LIMIT": FAILURES,
    "AXES_COOLOFF_TIME": timedelta(minutes=LOCKED_MINUTES),
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_RESET_ON_SUCCESS": True,
    # Trying on does not prolong it: a script of somebody else could keep a member out for ever.
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_CLIENT_IP_CALLABLE": f"{_ACCOUNTS}.address.client_address",
    "AXES_USERNAME_CALLABLE": f"{_ACCOUNTS}.address.user_name",
    "AXES_LOCKOUT_TEMPLATE": "accounts/locked.html",
    "AXES_SENSITIVE_PARAMETERS": ["login", "csrfmiddlewaretoken", "code", "credential"],
    # The trail keeps what was done.
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_VERBOSE": False,
}
