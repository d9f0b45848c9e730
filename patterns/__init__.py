"""Every component of the pages once, as examples to look at and to test."""
