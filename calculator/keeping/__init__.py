"""What is kept: questions saved with their facts, answered again as on that day, and several side by side."""
