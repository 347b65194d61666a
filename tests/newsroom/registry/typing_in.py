"""Forms of the registry as a browser sends them back."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.test import Client

from communique.newsroom.registry.forms.record import RecordForm

Typed = dict[str, Any]


def typed(form: RecordForm) -> Typed:
    """Return what a form sends where nothing is changed in it."""
    sent: Typed = {}
    fields = [form[name] for name in form.fields]
    for rows in form.rows.values():
        sent[f"{rows.prefix}-TOTAL_FORMS"] = str(rows.total_form_count())
        sent[f"{rows.prefix}-INITIAL_FORMS"] = str(rows.initial_form_count())
        fields += [field for row in rows.forms for field in row if field.name != "DELETE"]
    for field in fields:
        shown = field.field.widget.format_value(field.field.prepare_value(field.value()))
        if _is_list(field) and not shown:
            # A browser sends the first value of a list in which nothing was chosen.
            shown = next(iter(list_of(field).choices))[0]
        if shown not in (None, "", (), [], False):
            sent[field.html_name] = shown
    return sent


def open_change(browser: Client, symbol: str) -> str:
    """Return the address at which a record of the registry is changed."""
    answer = browser.post(f"/desk/registry/change/{symbol}/")
    assert answer.status_code == 302, answer.content[:400]
    return str(answer["location"])


def save(browser: Client, address: str, **changed: Any) -> Any:
    """Return the answer to a form sent back with some fields changed; None leaves one empty."""
    page = browser.get(address)
    assert page.status_code == 200
    revision = page.context["copy"].latest_revision_id
    sent = typed(page.context["form"]) | {"seen": str(revision or "")} | changed
    return browser.post(address, {name: value for name, value in sent.items() if value is not None})


def errors(answer: Any) -> dict[str, list[str]]:
    """Return what is wrong with the fields and rows of a form that was not saved."""
    form = answer.context["form"]
    found = {name: [str(one) for one in said] for name, said in form.errors.items()}
    for name, rows in form.rows.items():
        said = [str(one) for row in rows.forms for errors in row.errors.values() for one in errors]
        found |= {name: said} if said else {}
    return found


def list_of(field: Any) -> Any:
    """Return the list in which a field is chosen."""
    return field.field.widget


def _is_list(field: Any) -> bool:
    widget = field.field.widget
    return isinstance(widget, Select) and not widget.allow_multiple_selected
