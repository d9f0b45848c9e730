"""A second, slow and obvious implementation of edition 2027.1, written from ../shared/METHODOLOGY-2027.md alone."""
