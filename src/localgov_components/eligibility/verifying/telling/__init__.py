"""A verification as text, JSON, SARIF and pictures."""
