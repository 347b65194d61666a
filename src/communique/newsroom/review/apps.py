"""The review list, as Django knows it."""

from django.apps import AppConfig


class ReviewRoom(AppConfig):
    """Records that wait for a person, with the words that bear them out."""

    name = "communique.newsroom.review"
    label = "review"
    verbose_name = "Review"
