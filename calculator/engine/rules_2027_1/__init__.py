"""The rules of edition 2027.1: plans, returns, bases, how sure, and starting from the money."""
