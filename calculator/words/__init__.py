"""What things are called and how they look, said once: numbers in words, labels, colors. Pages, files and papers read from here."""
