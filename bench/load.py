"""Requests per second that a URL bears: by wrk where it is installed, else by threads of http.client."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from urllib.parse import urlsplit

CONNECTIONS = 8


def requests_per_second(url: str, *, seconds: float) -> float:
    """Ask for `url` over kept-alive connections for `seconds`; raises RuntimeError on any answer but 200."""
    if shutil.which("wrk"):
        return _by_wrk(url, seconds=max(1, round(seconds)))
    return _by_threads(url, seconds=seconds)


def tool() -> str:
    """Return what the load comes from."""
    return "wrk" if shutil.which("wrk") else "http.client"


def _by_wrk(url: str, *, seconds: int) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", url]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    if rate is None or "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(f"{url} did not answer 200 throughout:\n{report}")
    return float(rate[1])


def _by_threads(url: str, *, seconds: float) -> float:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    deadline = time.monotonic() + seconds
    counts: list[int] = []
    faults: list[str] = []

    def ask() -> None:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        count = 0
        while time.monotonic() < deadline and not faults:
            connection.request("GET", target)
            response = connection.getresponse()
            response.read()
            if response.status != http.HTTPStatus.OK:
                faults.append(f"{url} answered {response.status}")
            count += 1
        counts.append(count)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return sum(counts) / seconds
