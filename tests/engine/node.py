"""A Node.js process that runs the browser's own modules: functions.js and the formulas made for it."""

import json
import math
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from calculator.engine.methodology import Methodology
from calculator.formula_modules import module_name, module_source
from calculator.methods import released

ROOT = Path(__file__).parent.parent.parent
WITHOUT_NODE = (
    "No Node.js here. It runs the browser's formulas against Python's: install Node 20 or later "
    "(apt-get install nodejs, or https://nodejs.org/en/download) so that `node` is on the PATH."
)


class Node:
    """Asks one process; a question and its answer are a line of JSON each."""

    def __init__(self, folder: Path) -> None:
        node = shutil.which("node")
        assert node, WITHOUT_NODE
        (folder / "js/engine").mkdir(parents=True)
        (folder / "package.json").write_text('{"type": "module"}')
        shutil.copy(ROOT / "static/js/engine/functions.js", folder / "js/engine/functions.js")
        shutil.copy(Path(__file__).with_name("answer.mjs"), folder / "answer.mjs")
        for methodology in released().values():
            path = folder / module_name(methodology)
            path.parent.mkdir(exist_ok=True)
            path.write_text(module_source(methodology), encoding="utf-8")
        self._process = subprocess.Popen(
            [node, "answer.mjs"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def evaluate(self, methodology: Methodology, inputs: Sequence[dict[str, float]]) -> list[dict[str, float]]:
        """Return every line's value for each of the inputs."""
        return self._ask({"module": Path(module_name(methodology)).stem, "inputs": inputs})

    def call(self, function: str, inputs: Sequence[Sequence[float]]) -> list[float]:
        """Return the function's value for each list of arguments; NaN and infinities included."""
        said = [[_say(value) for value in values] for values in inputs]
        return [float(value) for value in self._ask({"function": function, "inputs": said})]

    def _ask(self, question: dict[str, object]) -> list:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question, allow_nan=False) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=30)


def _say(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
