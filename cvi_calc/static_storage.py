"""Static files with their content's hash in their name, ES-module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's compressed, hashed storage that also rewrites `import` lines of ES modules."""

    support_js_module_import_aggregation = True
    manifest_strict = True
