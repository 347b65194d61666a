"""The read model: what readers ask of the record, rebuilt from log and deposit at any time."""
