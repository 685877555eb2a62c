"""The same scheme for a whole population: frames of cases, and files of them."""
