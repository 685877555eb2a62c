"""What is asked of a symbolic household, and how it is found."""
