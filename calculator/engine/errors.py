"""What can be wrong with a methodology, or with what it is asked to compute."""


class MethodologyError(ValueError):
    """A methodology file that cannot be used: `file`, `line` (from 1) and what is wrong there."""

    def __init__(self, *, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}, line {line}: {message}")
        self.file = file
        self.line = line


class MissingFactError(ValueError):
    """A fact of the place that the scenario needs and nobody has reported. `fact` is its name."""

    def __init__(self, fact: str) -> None:
        super().__init__(f"{fact} is not reported and this scenario needs it")
        self.fact = fact


class TooFewWorkersError(ValueError):
    """A return that nothing can be said about: no year has the `least` frontline workers that an effect needs."""

    def __init__(self, least: int) -> None:
        super().__init__(f"fewer than {least} frontline workers in every year")
        self.least = least
