"""Papers drawn by Typst: the two-page memo, a city's preview image, the budget chart as PNG."""
