"""What an operator is handed: every container contained, networks apart, secrets as files, one replica at a time."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from tests.databases import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
REPLICAS = ("web-a", "web-b")
OWN_IMAGE = "cvi-budget"
CHOSEN = re.compile(r"\$\{[A-Z]+_IMAGE:-[^}]+\}")  # a release puts name@sha256:… there


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_contained(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", [])) <= {
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "SETGID",
        "SETUID",
        "NET_BIND_SERVICE",
    }
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "5"}}
    assert service["mem_limit"]
    assert service["cpus"]
    assert service["pids_limit"]
    assert not {"privileged", "pid", "ipc", "network_mode", "devices"} & set(service)
    assert "docker.sock" not in str(service.get("volumes"))


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_named_by_a_release(name: str) -> None:
    image = SERVICES[name]["image"]
    assert image == OWN_IMAGE or CHOSEN.fullmatch(image)


def test_the_database_prints_and_keeps_nothing_that_a_visitor_sent() -> None:
    told = SERVICES["db"]["command"]
    assert {"wal_recycle=off", "log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(told)


@pytest.mark.parametrize("name", [*REPLICAS, "publish"])
def test_whoever_can_erase_has_a_hand_on_the_published_pages(name: str) -> None:
    service = SERVICES[name]
    (to,) = [volume.split(":")[1] for volume in service["volumes"] if volume.startswith("published:")]
    assert service["environment"]["PUBLISHED_DIR"].startswith(f"{to}/")
    assert SERVICES["publish"]["command"][-1] == service["environment"]["PUBLISHED_DIR"]
    assert SERVICES["proxy"]["environment"]["PUBLISHED"] == service["environment"]["PUBLISHED_DIR"]


def test_the_images_own_bases_are_named_by_a_release_too() -> None:
    passed = SERVICES["web-a"]["build"]["args"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    sources = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    assert {source.strip("${}") for source in sources} == set(passed) == {"PYTHON_IMAGE", "UV_IMAGE"}
    assert all(CHOSEN.fullmatch(value) for value in passed.values())
    assert not re.findall(r"COPY --from=(?!uv |build )", dockerfile)


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_are_files(name: str) -> None:
    service = SERVICES[name]
    given = set(service.get("secrets", []))
    assert given <= set(COMPOSE["secrets"])
    for variable, value in service.get("environment", {}).items():
        if re.search("PASSWORD|SECRET|KEY|_URL", variable):
            assert variable.endswith("_FILE")
            assert value.removeprefix("/run/secrets/") in given
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())


def test_networks_are_apart_and_one_door_leads_out() -> None:
    on = {name: set(service["networks"]) for name, service in SERVICES.items()}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert {name for name, networks in on.items() if "edge" in networks} == {"proxy"}
    for kept in ("db", "cache"):
        assert not on["proxy"] & on[kept], "the proxy reaches neither database nor cache"
    assert {name for name, network in COMPOSE["networks"].items() if not (network or {}).get("internal")} == {"edge"}


def test_one_replica_at_a_time_and_each_has_time_to_finish() -> None:
    assert SERVICES["web-a"]["depends_on"]["prepare"]["condition"] == "service_completed_successfully"
    assert SERVICES["web-b"]["depends_on"]["web-a"]["condition"] == "service_healthy"
    with patch.dict(os.environ):  # it sets deadlines of its own, which no later test should keep
        settings = runpy.run_path(str(ROOT / "cvi_calc" / "gunicorn.conf.py"))
    for name in REPLICAS:
        assert seconds(SERVICES[name]["stop_grace_period"]) > int(str(settings["graceful_timeout"]))


def test_the_proxy_asks_whether_a_replica_is_ready() -> None:
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert re.search(r"^\s*health_uri /readyz$", caddyfile, re.MULTILINE)
    interval = re.search(r"^\s*health_interval (\d+)s$", caddyfile, re.MULTILINE)
    assert interval
    assert int(interval[1]) <= 5
    assert SERVICES["proxy"]["environment"]["UPSTREAMS"].split() == [f"{name}:8000" for name in REPLICAS]


def test_the_cache_asks_for_a_password_that_the_replicas_know(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "make-secrets"
    script.write_bytes((ROOT / "bin" / "make-secrets").read_bytes())
    for _ in range(2):  # what is there stays
        subprocess.run([sys.executable, script], check=True, capture_output=True)
    made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(COMPOSE["secrets"])
    password = re.search(r"^requirepass (\w{32,})$", made["cache_conf"], re.MULTILINE)
    assert password
    assert f":{password[1]}@cache:" in made["cache_url"]
    assert made["database_password"] in made["database_url"]
    assert SERVICES["cache"]["command"] == ["valkey-server", "/run/secrets/cache_conf"]
    assert len(set(made.values())) == len(made)
