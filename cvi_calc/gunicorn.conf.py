"""How gunicorn serves the site: `gunicorn -c cvi_calc/gunicorn.conf.py cvi_calc.wsgi`."""

import os
import socket
import threading
from pathlib import Path

# A request that waits longer for the database is answered 503; a save waits for those before it.
os.environ.setdefault("DATABASE_SECONDS", "3")

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

worker_class = "cvi_calc.worker.PatientWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "0")) or min(os.cpu_count() or 1, 4)
threads = int(os.environ.get("WEB_THREADS", "4"))
# Sockets of one worker; where all are taken, who waits longest makes room.
worker_connections = int(os.environ.get("WEB_CONNECTIONS", "1000"))
# Without it one worker often takes every connection, and throughput falls to a third.
reuse_port = True
# What is sent goes through the worker, which waits for no client; the system would wait in its place.
sendfile = False
keepalive = 15
timeout = 30
# A site under its own name: by default a proxy on this machine, and so whoever asks it, could say with the headers
# SCRIPT_NAME and PATH_INFO that the path begins later, past whatever guards a path (the second factor, /metrics).
forwarder_headers = ""
# A question travels in the address; 500 places take 7,000 characters of it. More is the server's own limit.
limit_request_line = 8190
graceful_timeout = 20
# Heartbeats in memory: a busy disk kills no worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

wsgi_app = "cvi_calc.wsgi:application"
control_socket_disable = True
accesslog = None  # web.request_log writes it, without addresses and queries
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()
if os.environ.get("LOG_FORMAT") == "json":  # its own lines too: that it starts, that a worker was killed
    logconfig_dict = {
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(process)d %(message)s",
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"gunicorn.error": {"handlers": ["console"], "level": loglevel.upper(), "propagate": False}},
    }


def on_starting(server: object) -> None:
    """Stop where another server has the port: with `reuse_port` the two would share its visitors."""
    host, _, port = bind.rpartition(":")
    with socket.socket() as probe:
        if probe.connect_ex((host.replace("0.0.0.0", "127.0.0.1"), int(port))) == 0:  # noqa: S104
            raise SystemExit(f"Port {port} is in use by another server; choose one with PORT=…")


def post_worker_init(worker: object) -> None:
    """Read facts, methods and templates ahead, then look for newer ones; the import waits until the application is loaded."""
    from cvi_calc.warming import warm_in_background
    from cvi_calc.watching import watch

    warm_in_background(then=lambda: watch(threading.Event()))
