"""The newsroom: working copies, clearance, sign-off; it reads the record and writes none of it."""
