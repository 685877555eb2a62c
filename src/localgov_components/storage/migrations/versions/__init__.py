"""One file for each change to the tables, named by number; a file that was released never changes."""
