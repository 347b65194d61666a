"""A release page served beside nginx serving the same bytes, one worker each on one core.

    python -m bench.bench_serve [--seconds 8] [--rounds 3] [--releases 4000]

Needs Debian's nginx-light and wrk, and two cores: both servers run on core 0, the load comes
from core 1, in turns, so that a change of the machine's speed meets both. `hit` asks for one page
again and again; `miss` asks for pages that nobody has asked for since the store last changed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.machine import machine
from bench.records import made_site

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; client_body_temp_path {folder}/b;
  proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;
  scgi_temp_path {folder}/s; default_type text/html;
  server {{ listen 127.0.0.1:{port}; root {folder}/root; }}
}}
"""
LUA = """
local paths = {{}}
for line in io.lines("{file}") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""


@contextmanager
def started(command: list[str], address: str) -> Iterator[None]:
    """Run a server on core 0 until the block ends; wait until it answers."""
    process = subprocess.Popen(["taskset", "-c", "0", *command], stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address, timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def rate(address: str, seconds: int, script: Path | None = None) -> float:
    """Return the requests a second that wrk gets answered from core 1."""
    command = ["taskset", "-c", "1", "wrk", "-t1", "-c16", f"-d{seconds}s"]
    command += ["-s", str(script)] if script else []
    said = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"the server refused: {said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found[1]) if found else 0.0


def get(address: str) -> bytes:
    """Return the bytes at an address."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
    return body


def paths_of(portal: str) -> list[str]:
    """Return the path of every release page in English, from the sitemap."""
    found: list[str] = []
    index = get(f"{portal}/sitemap.xml").decode()
    for part in re.findall(r"<loc>([^<]+)</loc>", index):
        path = "/" + part.split("/", 3)[3]
        text = get(portal + path).decode() if path.endswith(".xml") else ""
        found += re.findall(r"<loc>https?://[^/]+(/en/releases/[^<]+)</loc>", text)
    return found or re.findall(r"<loc>https?://[^/]+(/en/releases/[^<]+)</loc>", index)


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--releases", type=int, default=4000)
    given = parser.parse_args()
    if not shutil.which("wrk") or not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        print("bench_serve: needs Debian's nginx-light and wrk; not measured", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = made_site(folder / "site", given.releases)
        measure(site.site, folder, given)


def measure(site: Path, folder: Path, given: argparse.Namespace) -> None:
    """Serve the site and a copy of its pages, and compare."""
    ours, theirs = "http://127.0.0.1:8471", "http://127.0.0.1:8472"
    serve = [str(Path(sys.executable).parent / "communique"), "serve", str(site), "--port", "8471"]
    root = folder / "root"
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=8472))
    with started(serve, f"{ours}/en/"):
        paths = paths_of(ours)
        for path in paths:
            target = root / path.strip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(get(ours + path))
    (folder / "paths").write_text("\n".join(paths))
    (folder / "paths.lua").write_text(LUA.format(file=folder / "paths"))
    folder.chmod(0o755)
    nginx = ["/usr/sbin/nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    print(f"{machine()}; page of {len(get_file(root / paths[0].strip('/'))):,} bytes")
    ratios: dict[str, list[float]] = {"hit": [], "miss": []}
    for _ in range(given.rounds):
        with started(nginx, f"{theirs}{paths[0]}"):
            nginx_hit = rate(theirs + paths[0], given.seconds)
            nginx_many = rate(theirs, given.seconds, folder / "paths.lua")
        with started(serve, f"{ours}/en/"):
            # First the misses: nobody has asked for these pages since the server started, and
            # the load ends before the list of pages does.
            miss = first_asked(ours, paths)
            hit = rate(ours + paths[0], given.seconds)
        ratios["hit"].append(hit / nginx_hit)
        ratios["miss"].append(miss / nginx_many)
        print(f"nginx {nginx_hit:,.0f}/s one page, {nginx_many:,.0f}/s many; ", end="")
        print(f"communique hit {hit:,.0f}/s, miss {miss:,.0f}/s")
    for kind, found in ratios.items():
        print(
            f"{kind}: {statistics.median(found):.3f} of nginx ({min(found):.3f}–{max(found):.3f})"
        )


def first_asked(portal: str, paths: list[str]) -> float:
    """Return the pages a second when each is asked for once, over one kept connection."""
    import http.client

    connection = http.client.HTTPConnection(portal.split("//")[1])
    start = time.perf_counter()
    for path in paths:
        connection.request("GET", path)
        connection.getresponse().read()
    return len(paths) / (time.perf_counter() - start)


def get_file(path: Path) -> bytes:
    """Return the bytes of a file."""
    return path.read_bytes()


if __name__ == "__main__":
    main()
