"""What is asked of every scheme, and how each answer is told."""
