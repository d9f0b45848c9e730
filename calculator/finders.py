"""A static-files finder that offers each released methodology as an ES module."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from calculator.formula_modules import module_name, module_source
from calculator.methods import released


class FormulaModuleFinder(BaseFinder):
    """Writes the modules beside the other generated files on first use, so that they are never out of date."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._storage: FileSystemStorage | None = None
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure, so nothing to check."""
        return []

    @property
    def storage(self) -> FileSystemStorage:
        """The folder of generated modules, written when first asked for."""
        if self._storage is None:
            root = Path(settings.VAR_DIR) / "generated-static"
            for methodology in released().values():
                path = root / module_name(methodology)
                path.parent.mkdir(parents=True, exist_ok=True)
                source = module_source(methodology)
                if not path.exists() or path.read_text(encoding="utf-8") != source:
                    path.write_text(source, encoding="utf-8")
            self._storage = FileSystemStorage(location=root)
        return self._storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the file behind a static path, or an empty list."""
        names = {module_name(methodology) for methodology in released().values()}
        if path not in names:
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every module for collectstatic."""
        for methodology in released().values():
            yield module_name(methodology), self.storage
