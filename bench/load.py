"""Requests per second that a URL bears: by wrk where it is installed, else by threads of http.client."""

import http.client
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 8
JSON = {"Content-Type": "application/json"}
NUMBER = "{n}"  # in an address or a body: another whole number each time, so that nothing was asked before
ASKING = """
local method, target, body, n = %s, %s, %s, %d
local headers = body ~= "" and {["Content-Type"] = "application/json"} or {}
local function numbered(text) return (text:gsub("{n}", tostring(n))) end
request = function()
  n = n + 1
  return wrk.format(method, numbered(target), headers, body ~= "" and numbered(body) or nil)
end
"""
_started = itertools.count(1_000_000, 1_000_000)  # where each measurement's numbers begin


def requests_per_second(url: str, *, seconds: float, body: bytes | None = None) -> float:
    """Ask for `url` over kept-alive connections for `seconds`; raises RuntimeError on any answer but 200.

    Where there is a `body`, it is posted as JSON. `{n}` in either is another number in each request.
    """
    if shutil.which("wrk"):
        return _by_wrk(url, seconds=max(1, round(seconds)), body=body)
    return _by_threads(url, seconds=seconds, body=body)


def tool() -> str:
    """Return what the load comes from."""
    return "wrk" if shutil.which("wrk") else "http.client"


def _by_wrk(url: str, *, seconds: int, body: bytes | None) -> float:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        said = (json.dumps("POST" if body else "GET"), json.dumps(target), json.dumps((body or b"").decode()))
        script.write_text(ASKING % (*said, next(_started)), encoding="utf-8")
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            "-s",
            str(script),
            f"{parts.scheme}://{parts.netloc}",
        ]
        report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    if rate is None or "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(f"{url} did not answer 200 throughout:\n{report}")
    return float(rate[1])


def _by_threads(url: str, *, seconds: float, body: bytes | None) -> float:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    deadline = time.monotonic() + seconds
    counts: list[int] = []
    numbers = itertools.count(next(_started))
    faults: list[str] = []

    def ask() -> None:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        count = 0
        while time.monotonic() < deadline and not faults:
            number = str(next(numbers))
            sent = body and body.replace(NUMBER.encode(), number.encode())
            connection.request("POST" if body else "GET", target.replace(NUMBER, number), sent, JSON if body else {})
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
