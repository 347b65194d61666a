"""Who works at the desk, what they may do, and how they sign in."""
