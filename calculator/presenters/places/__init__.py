"""Places and areas: lists, profiles, comparisons, maps."""
