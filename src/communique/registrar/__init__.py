"""The registrar: holds the key and the lock, and alone writes log, deposit and store."""
