"""The forms in which the registry's records are written, one for each kind of record."""
