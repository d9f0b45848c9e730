"""`python -m bench.published`: published pages behind the shipped proxy beside a plain file server; into docs/performance.md.

Both serve the same files with the same program, Caddy: one under deploy/Caddyfile with what it guards, decides and logs, one that
knows the folder alone. wrk asks them in turns, so that what else the machine does falls on both.
"""

import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, Popen, run

from bench.mixed import TARGET, WITHOUT_LIMITS
from bench.server import free_port, wait_until_ready
from tests.databases import ROOT
from tests.proxy import ended, proxied, replica

PAGES = ("/cities/norfolk-va/", "/states/md/", "/faq/")
ROUNDS, SECONDS, CONNECTIONS = 3, 2, 16
PLAIN = """{{
	admin off
}}
http://127.0.0.1:{port} {{
	root * {folder}
	file_server {{
		precompressed br gzip
	}}
}}
"""
BEGIN, END = "<!-- published -->\n", "<!-- end of published -->"


def rate(port: int, path: str, accepted: str) -> float:
    """Return how many requests a second wrk sees answered; every answer has to be 200."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "-H",
        f"Accept-Encoding: {accepted}",
        f"http://127.0.0.1:{port}{path}",
    ]
    said = run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{path}: {said}")
    return float(found[1])


def table_of(published: int, plain: int, application: int) -> str:
    """Return a row for each page and form: the median of the rounds, and the proxy's share of the plain server's."""
    rows = [
        "| page | form | published, behind the proxy | a plain file server | ratio | the application |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for path in PAGES:
        for accepted, form in (("gzip", "gzip"), ("identity", "plain")):
            rounds = [(rate(published, path, accepted), rate(plain, path, accepted)) for _ in range(ROUNDS)]
            shipped, bare = (median(column) for column in zip(*rounds, strict=True))
            ratio = median(one / other for one, other in rounds)
            own = rate(application, path, accepted)
            rows.append(f"| `{path}` | {form} | {shipped:,.0f} | {bare:,.0f} | {ratio:.2f} | {own:,.0f} |")
    return "\n".join(rows)


def publish(paths: Sequence[str], folder: Path) -> None:
    """Write the pages as `manage.py publish` does."""
    import django

    django.setup()
    from profiles.publishing import publish

    publish(paths, folder)


def main() -> None:
    """Measure, print, and write between the marks of docs/performance.md."""
    with tempfile.TemporaryDirectory(prefix="cvi-published-") as name, ExitStack() as stack:
        folder = Path(name) / "site"
        publish(PAGES, folder)
        application, _ = stack.enter_context(
            replica(DJANGO_SETTINGS_MODULE="cvi_calc.settings", WEB_CONCURRENCY="2", **WITHOUT_LIMITS)
        )
        shipped = stack.enter_context(proxied([application], published=folder))
        plain = free_port()
        (Path(name) / "Caddyfile").write_text(PLAIN.format(port=plain, folder=folder), encoding="utf-8")
        command = ["caddy", "run", "--config", f"{name}/Caddyfile", "--adapter", "caddyfile"]
        process = stack.enter_context(ended(Popen(command, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)))
        wait_until_ready(f"http://127.0.0.1:{plain}{PAGES[0]}", process)
        table = table_of(shipped, plain, application)
    print(table)
    text = TARGET.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    TARGET.write_text(f"{before}{BEGIN}{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
