"""`POST sensitivity/`: how sure the budget is."""
