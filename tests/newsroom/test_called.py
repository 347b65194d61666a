"""The desk speaks of an organisation's vocabularies by the organisation's own names for them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from communique.cli.main import main
from tests.newsroom.desk.drafts import written
from tests.newsroom.desks import Desk
from tests.sites import SMALL_PROFILE

OURS = ("Fields of work", "Field of work", "Structures and institutions", ">Structures<")
THEIRS = {"field-of-work": ("Fields of work", "Topics"), "structure": ("Structures", "Offices")}


def test_the_desk_calls_fields_and_structures_as_the_organisation_does(
    desk: Desk, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    shutil.copytree(SMALL_PROFILE, profile)
    for vocabulary, (ours, theirs) in THEIRS.items():
        file = profile / "vocab" / f"{vocabulary}.toml"
        file.write_text(file.read_text("utf-8").replace(f'"{ours}"', f'"{theirs}"'), "utf-8")
    assert main(["profile", "apply", str(desk.config.site), str(profile)]) == 0
    copy = written(desk)
    browser = desk.browser("press-secretary")
    for address in (
        "/desk/releases/add/",
        f"/desk/releases/edit/{copy.pk}/",
        "/desk/record/",
        "/desk/registry/",
        "/desk/registry/activity/new/",
    ):
        answer: Any = browser.get(address)
        shown = answer.content.decode()
        assert answer.status_code == 200, address
        assert "Topics" in shown, address
        assert [one for one in OURS if one in shown] == [], address
    shown = browser.get("/desk/registry/").content.decode()
    assert ">Offices<" in shown
    assert "New entry in Topics" in shown
