"""How templates ask for files."""
