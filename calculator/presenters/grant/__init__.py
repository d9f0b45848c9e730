"""A grant budget: SF-424A, lines and narratives, awards and organizations."""
