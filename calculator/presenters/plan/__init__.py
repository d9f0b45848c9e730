"""Several years: who is hired and paid, who pays, cash, returns, measures."""
