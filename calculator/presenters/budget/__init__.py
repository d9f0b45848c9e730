"""One year: the answer, what it is made of, its fields, how sure it is."""
