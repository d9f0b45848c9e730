"""Static files with their content's hash in their name, ES-module imports included."""

from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's compressed, hashed storage that also rewrites `import` lines of ES modules."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}  # by name, for a page has fourteen and none changes while a process lives

    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file, under its hashed name unless in development."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name, force))
        return self._addresses[name]
