"""The made-up support for GoRules ZEN, as a decision graph and as one expression.

The graph comes from the engine's static loader, the quickest of its ways: a loader in Python takes half as long again,
a decision that the caller keeps many times as long. It has no type for money or dates and reckons in its own decimals.
"""

from collections.abc import Callable, Sequence

import zen

__all__ = ["by_expression", "by_graph"]

STEPS = {
    "pensioner": "age >= 66",
    "couple": "partner_age > 0",
    "entitled": (
        "resident and liable and age >= 18 and capital <= 16000 "
        "and (not student or disabled or children > 0 or $.pensioner)"
    ),
    "applicable": (
        "($.pensioner ? ($.couple ? 366 : 244.40) : ($.couple ? 144.65 : (age >= 25 ? 92.05 : 72.90))) "
        "+ 84.66 * children + (carer ? 46.40 : 0) + (disabled ? 42.50 : 0)"
    ),
    "disregard": "$.couple ? 10 : (children > 0 ? 25 : 5)",
    "tariff": "$.pensioner ? ceil(max([0, capital - 10000]) / 500) : ceil(max([0, capital - 6000]) / 250)",
    "income": "max([0, earnings - $.disregard]) + other_income + $.tariff",
    "deduction": "(disabled or carer) ? 0 : 5 * other_adults",
    "support": "max([0, council_tax - $.deduction]) - 0.2 * max([0, $.income - $.applicable])",
    "award": "($.entitled and $.support >= 0.5) ? $.support : 0",
}


def by_graph(claims: Sequence[dict[str, float]], *, trace: bool = False) -> Callable[[], list[float]]:
    """Work out every award by the graph; `trace` has each step's values noted too."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"support": graph()}}})
    options: zen.DecisionEvaluateOptions = {"trace": trace}
    return lambda: [engine.evaluate("support", claim, options)["result"]["award"] for claim in claims]


def by_expression(claims: Sequence[dict[str, float]]) -> Callable[[], list[float]]:
    """Work out every award by one compiled expression, in which each step stands wherever it is used."""
    text = "$.award"
    for name, step in reversed(STEPS.items()):
        text = text.replace(f"$.{name}", f"({step})")
    expression = zen.compile_expression(text)
    return lambda: [expression.evaluate(claim) for claim in claims]


def graph() -> dict[str, object]:
    """The steps as the one node of a decision graph, between its input and its output."""
    steps = [{"id": name, "key": name, "value": step} for name, step in STEPS.items()]
    content = {"expressions": steps, "passThrough": False, "executionMode": "single"}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            node("claim", "inputNode", {"schema": ""}),
            node("steps", "expressionNode", content),
            node("award", "outputNode", {"schema": ""}),
        ],
        "edges": [edge("claim", "steps"), edge("steps", "award")],
    }


def node(name: str, kind: str, content: object) -> dict[str, object]:
    """A node of the graph; where it is drawn matters to nobody."""
    return {"id": name, "name": name, "type": kind, "content": content, "position": {"x": 0, "y": 0}}


def edge(source: str, target: str) -> dict[str, object]:
    """An edge of the graph."""
    return {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
