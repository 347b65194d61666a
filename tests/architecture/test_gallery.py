"""The gallery of the documentation shows every template, and is as the command writes it."""

from tests.gallery import FOLDER, IMAGES, PAGE, PICTURES, text

MOST_BYTES = 4 * 1024 * 1024


def test_the_page_is_as_the_command_writes_it() -> None:
    assert PAGE.read_text("utf-8") == text()


def test_there_is_a_picture_for_each_line_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{one.name}.webp" for one in PICTURES}


def test_the_pictures_of_the_documentation_stay_small() -> None:
    weights = [path.stat().st_size for path in IMAGES.rglob("*") if path.is_file()]
    assert sum(weights) < MOST_BYTES
