"""A Redis or Valkey that tests stop, freeze, slow down and fill with nonsense."""

import shutil
import socket
import subprocess
from contextlib import closing

from bench.server import free_port


class Cache:
    """A Redis or Valkey of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        program = shutil.which("valkey-server") or "redis-server"
        self.command = [program, "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"]
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it, and wait until it answers."""
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                continue
            return process
        raise RuntimeError("The cache did not start")

    def say(self, *words: str) -> str:
        """Send one command; return what came back."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=5)) as client:
            client.sendall((" ".join(words) + "\r\n").encode())
            return client.recv(1 << 20).decode()
