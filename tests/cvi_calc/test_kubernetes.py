"""The Kubernetes manifests: valid against the schemas, and saying the same as the program and compose.yaml."""

import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "deploy" / "kubernetes"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "kustomization.yaml")
RECORDS = [record for path in FILES for record in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def kind(name: str) -> dict:
    return next(record for record in RECORDS if record["kind"] == name)


def test_every_manifest_fits_its_schema_and_is_named_in_the_kustomization() -> None:
    command = [ROOT / ".venv/bin/kubernetes-validate", "--strict", *FILES]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    named = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    assert sorted(named) == [path.name for path in FILES]


@pytest.mark.parametrize("name", ["Job", "Deployment"])
def test_no_container_is_root_or_writes_its_own_files(name: str) -> None:
    pod = kind(name)["spec"]["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"].keys() == {"cpu", "memory"}


def test_probes_ask_where_the_program_answers_under_a_name_it_serves() -> None:
    host = kind("ConfigMap")["data"]["ALLOWED_HOSTS"]
    container = kind("Deployment")["spec"]["template"]["spec"]["containers"][0]
    for probe, path in (("startupProbe", "/readyz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")):
        asked = container[probe]["httpGet"]
        assert (asked["path"], asked["httpHeaders"][0]["value"]) == (path, host)


def test_a_replica_is_given_longer_to_stop_than_gunicorn_takes() -> None:
    config = (ROOT / "cvi_calc" / "gunicorn.conf.py").read_text(encoding="utf-8")
    graceful = int(config.split("graceful_timeout = ")[1].split()[0])
    pod = kind("Deployment")["spec"]["template"]["spec"]
    waits = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert pod["terminationGracePeriodSeconds"] > graceful + waits


def test_one_replica_stays_whatever_is_replaced() -> None:
    assert kind("Deployment")["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert kind("PodDisruptionBudget")["spec"]["minAvailable"] >= 1
    assert kind("HorizontalPodAutoscaler")["spec"]["minReplicas"] >= 2
