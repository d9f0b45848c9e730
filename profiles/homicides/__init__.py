"""What may be printed of a place's homicides: which year is whole, whose figure leads, what the years mean together."""
