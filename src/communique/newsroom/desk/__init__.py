"""Working copies, and the way from a draft to a signed-off order."""
