"""How edition 2026.1 computes a plan, a return and a grant budget. Released: never changed, a change is a new edition."""
