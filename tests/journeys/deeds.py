"""What people do at the desk, as they do it: by the words on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from playwright.sync_api import Page, expect


def draft(page: Page, *, title: str, paragraphs: Sequence[str], contact: str) -> None:
    """Begin a release, type it, and save it."""
    page.get_by_role("link", name="Releases", exact=True).click()
    page.get_by_role("link", name="Add release").first.click()
    page.get_by_role("textbox", name="Title").fill(title)
    write_body(page, paragraphs)
    page.get_by_role("textbox", name="Press contacts").fill(contact)
    save(page)


def write_body(page: Page, paragraphs: Sequence[str]) -> None:
    """Type the text of a release anew, a paragraph a line."""
    body = page.locator(".public-DraftEditor-content")
    body.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)


def save(page: Page) -> None:
    """Save what is in the editor, and wait until it is said to be saved."""
    page.locator("button.action-save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")


def confirm_fact(page: Page, words: str) -> None:
    """Confirm the fact that the desk has read from what is typed, by its key."""
    facts = page.locator("[data-facts]")
    expect(facts).to_contain_text(words)
    facts.locator("li", has_text=words).get_by_role("button", name="Confirm", exact=True).focus()
    page.keyboard.press("a")
    expect(facts).to_contain_text("Confirmed: goes out with the release")


def open_work(page: Page, title: str) -> None:
    """Open a working copy from the list of releases."""
    page.get_by_role("link", name="Releases", exact=True).click()
    page.get_by_role("link", name=title).first.click()


def submit(page: Page) -> None:
    """Hand it to clearance."""
    page.get_by_role("button", name="Submit for clearance").click()
    expect(page.locator(".messages")).to_contain_text("is submitted")


def send_back(page: Page, why: str) -> None:
    """Return it with a comment."""
    page.get_by_label("Return it to its writers, because").fill(why)
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("is returned")


def clear(page: Page) -> None:
    """Clear it."""
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("is cleared")


def ask_to_schedule(page: Page, at: datetime, *, button: str = "Schedule…") -> None:
    """Give the instant, in UTC, and go on to the page before the sign-off."""
    form = page.locator("form", has=page.get_by_role("button", name=button))
    at = at.astimezone(UTC)
    form.get_by_label("Day").fill(f"{at:%Y-%m-%d}")
    form.get_by_label("Time", exact=True).fill(f"{at:%H:%M:%S}")
    form.get_by_label("Time zone").select_option("UTC")
    page.get_by_role("button", name=button).click()


def sign_off(page: Page) -> None:
    """Sign off what the page shows."""
    page.locator("form.steps-form button", has_text="Sign off").click()
    expect(page.locator(".messages")).to_contain_text("signed off")


def publish_now(page: Page) -> None:
    """Publish at once."""
    page.get_by_role("button", name="Publish now…").click()
    sign_off(page)


def on_the_record(page: Page, symbol: str) -> None:
    """Open a release of the record."""
    page.get_by_role("link", name="Record", exact=True).click()
    page.locator(f"a[href='/desk/record/{symbol}/']").first.click()


def symbol_on(page: Page) -> str:
    """Return the symbol that the panel shows."""
    return page.locator(".steps-symbol").inner_text().strip()
