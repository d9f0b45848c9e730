"""Turning what is known about places and the work into what templates print."""
