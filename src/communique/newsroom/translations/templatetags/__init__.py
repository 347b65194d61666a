"""What templates of the desk ask of the translations."""
