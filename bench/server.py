"""gunicorn with the site's own configuration, on a free port, for as long as a measurement lasts."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@contextmanager
def serving() -> Iterator[str]:
    """Start the site under `bench.settings`, wait until it is ready, yield its address, stop it."""
    port = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "PORT": str(port)}
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "cvi_calc/gunicorn.conf.py", "cvi_calc.wsgi"]
    process = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a TCP port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes], *, host: str = "") -> None:
    """Ask, as under the name `host`, until the answer is 200; raises RuntimeError where the server ends or takes a minute."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=5):
                return
        except OSError:  # refused, or slow while it warms up
            time.sleep(0.1)
    raise RuntimeError(f"The server did not get ready: {url}")
