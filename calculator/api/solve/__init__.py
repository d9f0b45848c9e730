"""`POST solve/`: what an amount of money pays for."""
