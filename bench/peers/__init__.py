"""Others that serve tables or compute formulas over HTTP, measured beside the site in one run."""
