"""`GET validation/`: the method held against published programs and budgets."""
