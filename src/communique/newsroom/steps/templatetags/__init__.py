"""What templates of the desk may ask of the steps."""
