"""What the tests need from outside Python, found or missed out loud.

Each function returns what it names. Where that is missing the test is skipped with the reason,
and where `CI=true` it fails: a machine that checks the project has everything.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[1]
GO_LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb")
# Of a test in a browser, for what it waits for: two cores may have much else to do.
PATIENCE_MS = 30_000
JAR_FROM_NPM = ROOT / ".ci/node_modules/vnu-jar/build/dist/vnu.jar"


def missing(what: str, *, remedy: str) -> NoReturn:
    """Skip the running test for want of `what`, or fail it where CI=true."""
    reason = f"{what} is missing: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def program(name: str, *, package: str) -> Path:
    """Return the path of a program; `package` is the Debian package that has it."""
    # Debian keeps servers in sbin, which an ordinary user's PATH leaves out.
    path = os.environ.get("PATH", os.defpath) + ":/usr/local/sbin:/usr/sbin:/sbin"
    found = shutil.which(name, path=path)
    if found is None:
        missing(name, remedy=f"install Debian's {package}")
    return Path(found)


def chromium() -> Path:
    """Return Debian's Chromium, which Playwright drives without a download of its own."""
    return program("chromium", package="chromium")


def faketime() -> Path:
    """Return faketime, which starts a program at another time of day."""
    return program("faketime", package="faketime")


def java() -> Path:
    """Return a Java runtime of version 17 or newer."""
    return program("java", package="openjdk-17-jre-headless")


def nginx() -> Path:
    """Return nginx, the server ours is measured against."""
    return program("nginx", package="nginx-light")


def setpriv() -> Path:
    """Return setpriv, which runs a program as a user who may not write."""
    return program("setpriv", package="util-linux")


def vnu_jar() -> Path:
    """Return the Nu HTML checker; VNU_JAR names one kept elsewhere."""
    jar = Path(os.environ.get("VNU_JAR", JAR_FROM_NPM))
    if not jar.is_file():
        missing("vnu.jar", remedy="run `npm ci --ignore-scripts` in .ci/, or set VNU_JAR")
    return jar


def go_environment() -> dict[str, str]:
    """Return the environment in which `go run` finds Debian's note and tlog packages."""
    program("go", package="golang-go")
    if not GO_LIBRARY.is_dir():
        missing("golang.org/x/mod", remedy="install Debian's golang-golang-x-mod-dev")
    return os.environ | {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""}


def root() -> None:
    """Return if the tests run as root, who alone may mount a small filesystem."""
    if os.geteuid() != 0:
        missing("root", remedy="run this test as root")


def tracked() -> list[Path]:
    """Return every file of the checkout that git keeps or would keep."""
    git = program("git", package="git")
    listing = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode != 0:
        missing("a git checkout", remedy="these tests read the list of kept files from git")
    paths = (ROOT / os.fsdecode(name) for name in listing.stdout.split(b"\0") if name)
    return sorted(path for path in set(paths) if path.is_file())


def shared(name: str) -> Path:
    """Return a file or folder beside the checkout that the tests may read where it exists."""
    path = ROOT.parent / "shared" / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not beside this checkout")
    return path
