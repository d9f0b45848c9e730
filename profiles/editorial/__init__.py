"""What editors write and approve, and the library that ships with the site."""
