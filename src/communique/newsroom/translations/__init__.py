"""Texts in further languages, beside their original."""
