"""The tables of the desk."""

from communique.newsroom.desk.models.bundle import Bundle
from communique.newsroom.desk.models.release import ReleaseCopy, TranslationCopy
from communique.newsroom.desk.models.remark import Remark
from communique.newsroom.desk.models.symbol import SymbolCount
from communique.newsroom.desk.models.working import State, WorkingCopy

__all__ = [
    "Bundle",
    "ReleaseCopy",
    "Remark",
    "State",
    "SymbolCount",
    "TranslationCopy",
    "WorkingCopy",
]
