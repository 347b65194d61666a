"""Translations, as Django knows them."""

from django.apps import AppConfig


class Translations(AppConfig):
    """Texts in further languages, beside their original."""

    name = "communique.newsroom.translations"
    label = "translations"
    verbose_name = "Translations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the texts of a release follow its languages."""
        from communique.newsroom.translations.following import follow

        follow()
