"""Newer tables of one source, swapped in whole or not at all."""
