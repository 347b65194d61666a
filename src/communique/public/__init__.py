"""The public plane: answers readers from the store and the log, and writes nothing."""
