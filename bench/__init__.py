"""Speed, as ratios within one run: `make bench`. Never asserted; machines differ, ratios differ less."""
