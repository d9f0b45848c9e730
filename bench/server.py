"""gunicorn with the site's own configuration, on a free port, for as long as a measurement lasts."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300  # a busy machine takes minutes to read what an idle one reads in seconds
LOOK_SECONDS, SAY_SECONDS = 0.5, 15.0


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
    """Ask, as under the name `host`, until the answer is 200, and say now and then what is waited for.

    Raises RuntimeError where the server ends, or is not ready in five minutes.
    """
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    began = said = time.monotonic()
    reason = "nothing listens yet"
    while time.monotonic() < began + START_SECONDS and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=10):
                return
        except urllib.error.HTTPError as error:  # it says itself why it is not ready
            reason = error.read().decode(errors="replace")
        except OSError as error:  # refused, or slow while it warms up
            reason = str(error)
        if time.monotonic() > said + SAY_SECONDS:
            said = time.monotonic()
            print(f"{said - began:.0f} s: waiting for {url}: {reason}", file=sys.stderr)
        time.sleep(LOOK_SECONDS)
    how = "took too long" if process.poll() is None else f"ended with code {process.returncode}"
    raise RuntimeError(f"The server {how}: {url}: {reason}")
