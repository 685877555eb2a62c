"""Rules compiled to Python code: the same answers as `evaluate`, many times faster.

Code is generated as a syntax tree from the closed tree of rules, never from text, once for a set of rules;
binding it to a day puts in the policy values of that day. There are four functions:

- *deciding*, for a case of which everything is known, stops at the first condition that holds;
- *tracing* takes unknown facts too, and notes the value of every part;
- *resting* finds what each value rests on;
- *finding ways* finds which unknown facts could settle what is not settled.

Each is made when it is first needed. The last two read the *shape* of a trace and no value: which facts are unknown,
which conditions hold, which values of a choice are the same. So what they find is remembered for cases of one shape.

Each definition is worked out once for a case, however many parts use it.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
>>> program = Program([Branch(Household.bins > 4), Branch(None, (Household.bins * 2,))])
>>> bound = program.bind(on=date(2026, 5, 1))
>>> bound.decide(Known({"household.bins": 3})), bound.decide(Known({"household.bins": 5})), bound.decide(Known())
((1, 6), (0,), None)
>>> bound.trace(Known({"household.bins": 3})).value(program.branches[1].results[0])
6
"""

from localgov_components.rules.compiling.program import BoundProgram, Branch, Program
from localgov_components.rules.compiling.valuation import Valuation

__all__ = ["BoundProgram", "Branch", "Program", "Valuation"]
