"""Our code beside its peers, measured in one run; never a test and never a promise."""
