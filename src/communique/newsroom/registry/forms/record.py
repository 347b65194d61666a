"""What the forms of all records have in common: fields, tables, and the record they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from django import forms

from communique.core.dates import PartialDate
from communique.core.profile import Profile, symbol_of
from communique.core.record import RegistryRecord
from communique.core.vocab import Name
from communique.newsroom.registry.forms.rows import NameRow, Rows, Table, Values
from communique.newsroom.registry.forms.values import LinesField, WordsField, offer

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_SYMBOL_CHARACTERS = 200
_ROWS = {"rows": 2}


LAST = ("note", "doubt", "sources", "drafted_for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a form: some fields under a title, or a table with its rows."""

    title: str = ""
    fields: tuple[Any, ...] = ()
    table: Table | None = None
    rows: Rows | None = None


class RecordForm(forms.Form):
    """A record to write.

    record_type: what it makes.  tables: of rows.  for_good: fields that a record keeps for life
    once it is on the record.  names_first: the tables stand before the other fields.
    """

    record_type: ClassVar[type[RegistryRecord]]
    tables: ClassVar[tuple[Table, ...]] = ()
    for_good: ClassVar[tuple[str, ...]] = ("code",)
    names_first: ClassVar[bool] = False

    note = WordsField(
        required=False,
        max_length=2000,
        label="What is told of it",
        widget=forms.Textarea(_ROWS),
    )
    doubt = WordsField(
        required=False,
        max_length=2000,
        label="What is not certain",
        widget=forms.Textarea(_ROWS),
    )
    sources = LinesField(label="Where it was read", help_text="Addresses or titles, one a line.")

    def __init__(
        self,
        posted: Mapping[str, Any] | None = None,
        *,
        held: RegistryRecord | None = None,
        stands: RegistryRecord | None = None,
        profile: Profile,
        start: Values | None = None,
    ) -> None:
        """Show a record; `held` is the working copy's, `stands` what the log has of it.

        start: what a new one begins with.
        """
        self.held, self.stands, self.profile = held, stands, profile
        shown = self.shown(held) if held is not None else {}
        super().__init__(posted, initial={**(start or {}), **shown})
        self.lay_out()
        for name in self.for_good if stands is not None else ():
            del self.fields[name]
        for name, field in self.fields.items():
            field.initial = self.initial.get(name, field.initial)
        self.order_fields([name for name in self.fields if name not in LAST])
        self.offer()
        self.rows = {
            table.name: table.bound(posted, held, profile) for table in self.shown_tables()
        }

    def lay_out(self) -> None:
        """Leave out the fields that this record has no use for, or add some."""

    def offer(self) -> None:
        """Give the fields of codes what the record holds today to choose from."""
        offer(self.fields.values(), self.profile)

    def shown_tables(self) -> tuple[Table, ...]:
        """Return the tables this record has."""
        return self.tables

    def shown(self, record: RegistryRecord) -> Values:
        """Return what the fields show of a record."""
        return {one.name: getattr(record, one.name) for one in fields(record)}

    def is_valid(self) -> bool:
        """Tell whether every field and every row can be read."""
        rows = [table.is_valid() for table in self.rows.values()]
        return super().is_valid() and all(rows)

    def made(self) -> RegistryRecord:
        """Return the record it makes, once it is valid; what no field shows stays as it was."""
        known = {one.name for one in fields(self.record_type)}
        said = {name: value for name, value in self.cleaned_data.items() if name in known}
        said |= self.from_tables()
        before = self.held or self.stands
        return replace(before, **said) if before is not None else self.record_type(**said)

    def from_tables(self) -> Values:
        """Return what the tables say, by field of the record."""
        said: Values = {}
        if "names" in self.rows:
            said["names"] = names_from(self.rows["names"].values())
        return said

    def clean(self) -> Values:
        """Refuse a code that is taken."""
        said = super().clean() or {}
        if self.stands is None and not self.errors:
            self._check_new(said)
        return said

    def clean_code(self) -> str:
        """Return the code, where it is one."""
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise forms.ValidationError("A code has small letters, digits and hyphens only.")
        return code

    def blocks(self) -> Iterator[Block]:
        """Yield the parts of the form in the order in which they are filled in."""
        own = [self[name] for name in self.fields]
        first = tuple(field for field in own if field.name in self.for_good)
        then = tuple(field for field in own if field.name not in (*self.for_good, *LAST))
        if first:
            yield Block(fields=first)
        tables = [Block(table=table, rows=self.rows[table.name]) for table in self.shown_tables()]
        yield from (
            [*tables, Block(fields=then)] if self.names_first else [Block(fields=then), *tables]
        )
        yield Block(fields=tuple(field for field in own if field.name in LAST))

    def _check_new(self, said: Values) -> None:
        known = {one.name for one in fields(self.record_type)}
        try:
            symbol = symbol_of(self._bare({k: v for k, v in said.items() if k in known}))
        except TypeError:
            return
        if len(symbol) > _SYMBOL_CHARACTERS:
            self.add_error(self.for_good[0], "This is too long.")
        if symbol in {symbol_of(one) for one in self.profile.records()}:
            self.add_error(self.for_good[0], "This is on the record already: change it there.")

    def _bare(self, said: Values) -> RegistryRecord:
        """Return the record without its tables, to be asked for its symbol."""
        return self.record_type(**{"names": (), **said})


def names_from(rows: list[Values]) -> tuple[Name, ...]:
    """Return the names that rows say."""
    return tuple(Name(**row) for row in rows)


def rows_of_names(record: Any) -> list[Values]:
    """Return the names of a record as rows."""
    return [{one.name: getattr(name, one.name) for one in fields(Name)} for name in record.names]


def renamed(
    names: tuple[Name, ...], *, text: str, lang: str, since: PartialDate
) -> tuple[Name, ...]:
    """Return the names once it is called otherwise from a day on, in one language.

    The official names in force until then end on that day; the new one comes before them.
    """
    ended = tuple(
        replace(name, until=since)
        if (name.kind, name.lang) == ("official", lang) and name.days.cover(since.first_day)
        else name
        for name in names
    )
    return (Name(text=text, lang=lang, since=since), *ended)


NAMES = Table(
    name="names",
    title="Names",
    row=NameRow,
    rows_of=rows_of_names,
    told="Every name it bears or bore, each in its language and with its days. "
    "“Until” is the first day on which a name is no longer in force.",
)
