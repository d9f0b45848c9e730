"""The public pages around the calculator, and the sitemap."""
