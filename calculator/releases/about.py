"""What every release says of itself, and what its files are called."""

DATABASE, PACKAGE, CHANGES, MAP, SUMS = "cvi.sqlite", "datapackage.json", "changes.csv", "places.geojson", "SHA256SUMS"
TITLE = "CVI Budget: people at highest risk of gun violence, staff and budgets, every U.S. place"
DESCRIPTION = (
    "Facts of every incorporated place of the United States with their years and sources, and what community violence "
    "intervention would cost there by each published method. A figure that nobody reported is empty, never zero."
)
# Of what this site adds; every fact keeps the license of its source, which `sources` names.
LICENSE = {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/", "title": "CC0 1.0"}
CONTRIBUTORS = [{"title": "CVI Budget", "roles": ["author"]}]
