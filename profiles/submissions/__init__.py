"""What visitors send: forms, decisions about it, and forgetting it."""
