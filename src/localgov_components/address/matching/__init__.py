"""Addresses matched to a gazetteer, never to the wrong neighbour."""

from localgov_components.address.matching.match import ElementCompared, How, Match, MatchOutcome, PossibleMatch

__all__ = ["ElementCompared", "How", "Match", "MatchOutcome", "PossibleMatch"]
