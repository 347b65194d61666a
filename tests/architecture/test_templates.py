"""What only a writer of templates may see is not shown to anybody else."""

import re

from tests.architecture.source import PACKAGE

# Django shows a comment that goes on in the next line as text.
OPEN_COMMENT = re.compile(r"\{#(?!.*#\})")


def test_a_comment_in_a_template_of_the_desk_ends_on_its_line() -> None:
    templates = sorted((PACKAGE / "newsroom").rglob("templates/**/*.*"))
    assert templates != []
    shown = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if OPEN_COMMENT.search(line)
    ]
    assert shown == []
