"""The issued record, listed from the store."""
