"""The accounts of the newsroom, as Django knows them."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Members, their roles and their sign-in."""

    name = "communique.newsroom.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have sign-ins told to the trail."""
        from communique.newsroom.accounts import told  # noqa: F401  # it only has to be there
