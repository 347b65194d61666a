"""What the desk hears in a text while it is written, and what the rules find in it."""
