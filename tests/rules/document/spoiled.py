"""Documents with one mistake each, and what is told of it."""

from typing import Any

from tests.rules.document.examples import small_document

__all__ = ["SPOILED", "spoiled"]


def spoiled(path: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - anything may stand there
    """The small document with another value in one place, or without it where that is `...`."""
    document = small_document()
    *way, last = path.split("/")
    inner: Any = document
    for step in way:
        inner = inner[int(step) - 1] if step.isdigit() else inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[int(last) - 1 if last.isdigit() else last] = value
    return document


BOUND = {"exists": {"fact": "household.members"}, "as": "member", "condition": True}
SPOILED: list[tuple[str, Any, str]] = [
    ("facts", ..., "facts: is not there"),
    ("enums", [], "enums: not an object. Write {} where there are none"),
    ("more", {}, "more: no such key here. There are: definitions, enums, facts, language, rules"),
    # enums
    ("enums/Tenure", [], "enums.Tenure: not the members of an enum"),
    ("enums/Tenure", {"RENTING": "renting"}, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1", {"name": "RENTING"}, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/value", None, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/value", True, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/value", 10**30, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/label", 1, "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/label", "", "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/labels", "x", "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/name", "__class__", "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/name", "two words", "enums.Tenure: not the members of an enum"),
    ("enums/Tenure/1/name", "mro", "enums.Tenure: a member has a name that Python keeps for itself"),
    ("enums/Tenure", [{"name": "A", "value": 1}] * 2, "enums.Tenure: a name or a value is given twice"),
    ("enums/class", [{"name": "A", "value": 1}], "enums.class: not a name for an enum"),
    ("enums/Other", [{"name": "A", "value": 1}], "enums.Other: nothing uses it, or it is as usual. Leave it out"),
    # facts
    ("facts/capital", {"type": "money", "label": "x"}, "facts.capital: not the id of a fact"),
    ("facts/household.__init__", {"type": "money", "label": "x"}, "facts.household.__init__: not the id of a fact"),
    ("facts/household.more", {"type": "money", "label": "x"}, "facts.household.more: nothing uses it"),
    ("facts/household.capital", None, 'facts.household.capital: not a declaration. Write {"type": …, "label": …}'),
    (
        "facts/household.capital/type",
        "cash",
        "facts.household.capital.type: not a type. Write one of: boolean, integer,",
    ),
    ("facts/household.capital/type", "Money", "facts.household.capital.type: not a type."),
    ("facts/household.capital/type", {"enum": "None"}, "facts.household.capital.type: no such enum is declared"),
    ("facts/household.capital/type", ["money"], "facts.household.capital.type: not a type."),
    ("facts/household.capital/type", ..., "facts.household.capital.type: is not there"),
    ("facts/household.capital/label", "", "facts.household.capital.label: no text. Say what the fact is called"),
    ("facts/household.capital/label", 1, "facts.household.capital.label: no text. Say what the fact is called"),
    ("facts/household.capital/labels", "x", "facts.household.capital.labels: no such key here"),
    ("facts/household.capital/cites", 1, "facts.household.capital.cites: not text"),
    (
        "facts/household.capital/cites",
        "",
        "facts.household.capital.cites: nothing uses it, or it is as usual. Leave it out",
    ),
    (
        "facts/household.capital/sensitivity",
        "secret",
        "facts.household.capital.sensitivity: not one of: public, personal,",
    ),
    ("facts/household.capital/sensitivity", "personal", "facts.household.capital.sensitivity: nothing uses it"),
    ("facts/household.capital/protected", [], "facts.household.capital.protected: not one of: age, disability,"),
    ("facts/household.capital/actionable", False, "facts.household.capital.actionable: not true"),
    ("facts/household.capital/judgement", 1, "facts.household.capital.judgement: not true"),
    ("facts/household.capital/plural", 1, "facts.household.capital.plural: not true or false"),
    ("facts/household.capital/cost", -1, "facts.household.capital.cost: not a whole number from 0"),
    ("facts/household.capital/cost", 1, "facts.household.capital.cost: nothing uses it"),
    ("facts/household.capital/per", "fortnight", "facts.household.capital.per: not one of: day, week, month, year"),
    ("facts/household.capital/places", 4, "facts.household.capital: places are for a Decimal, and 0 to 12."),
    ("facts/household.capital/places", 2, "facts.household.capital: places are for a Decimal, and 0 to 12."),
    ("facts/household.capital/at_most", 0, "facts.household.capital: at_most is more than nothing and at most"),
    ("facts/household.capital/at_most", 10**400, "facts.household.capital: at_most is more than nothing and at most"),
    ("facts/household.capital/at_most", 10**10, "facts.household.capital.at_most: nothing uses it, or it is as usual"),
    ("facts/household.tenure/per", "week", "facts.household.tenure: per, places and at_most are for numbers and money"),
    ("facts/household.members/type/members", [], "facts.household.members.type: not the ids of the facts of a member"),
    ("facts/household.members/type/members", "member.age", "facts.household.members.type: not the ids of the facts"),
    (
        "facts/household.members/type/members",
        ["member.age"] * 2,
        "facts.household.members.type: facts of a member that",
    ),
    (
        "facts/household.members/type/members",
        ["member.age", "household.capital"],
        "facts.household.members.type: facts of a member that are given twice, or are not of one vocabulary",
    ),
    (
        "facts/household.members/type/members",
        ["member.age", "member.name"],
        "facts.household.members.type: no fact 'member.name' is declared. Declare it beside this one",
    ),
    (
        "facts/household.members/type/members",
        ["household.members"],
        "facts.household.members: a list whose members have that same list. A member has facts of its own",
    ),
    # definitions
    ("definitions/rich", "rich", 'definitions.rich: not a definition. Write {"label": …, "as": …}'),
    ("definitions/rich/label", ..., "definitions.rich.label: is not there"),
    ("definitions/rich/label", "", "definitions.rich.label: no text"),
    ("definitions/rich/cites", None, "definitions.rich.cites: no text"),
    ("definitions/rich/plural", 1, "definitions.rich.plural: not true or false"),
    ("definitions/rich/plural", None, "definitions.rich.plural: not true or false"),
    (
        "definitions/rich/named",
        "x",
        "definitions.rich.named: no such key here. There are: as, cites, denied, label, of, plural",
    ),
    ("definitions/Rich", {"label": "x", "as": True}, "definitions.Rich: not a name for a definition"),
    (
        "definitions/more",
        {"label": "x", "as": True},
        "definitions.more: nothing uses it, or it is as usual. Leave it out",
    ),
    ("definitions/more", {"label": "x", "as": {"add": 1}}, "definitions.more.as: no such kind of expression."),
    ("definitions/more", {"label": "x", "as": 1, "of": [{}]}, "definitions.more: the definition 'more' speaks of"),
    (
        "definitions/rich/as",
        {"definition": "rich"},
        "definitions.rich.as: goes round in a circle of 1: rich. A definition must not need itself",
    ),
    # kinds of expression
    ("rules/new", None, 'rules.new: not an expression. Write a number with decimal places as {"decimal": "0.2"}'),
    ("rules/new", 1.5, "rules.new: not an expression"),
    ("rules/new", [True], "rules.new: not an expression"),
    ("rules/new", {}, "rules.new: no such kind of expression. There are: definition, fact, policy,"),
    ("rules/new", {"eval": "1"}, "rules.new: no such kind of expression"),
    ("rules/new", {"all_of": [True], "any_of": [True]}, "rules.new.any_of: no such key here. There are: all_of"),
    ("rules/new", {"all_of": []}, "rules.new.all_of: not a list of at least 1"),
    ("rules/new", {"all_of": True}, "rules.new.all_of: not a list of at least 1"),
    ("rules/new", {"larger_of": [1]}, "rules.new.larger_of: not a list of at least 2"),
    ("rules/new", 10**16, "rules.new: too large a number for a rule"),
    ("rules/new", {"money": "10"}, 'rules.new.money: not money as it is written here. Write "12.34"'),
    ("rules/new", {"money": 10}, "rules.new.money: not money as it is written here"),
    ("rules/new", {"money": "£1,000.00"}, "rules.new.money: not money as it is written here"),
    ("rules/new", {"money": "-0.00"}, "rules.new.money: not money as it is written here"),
    ("rules/new", {"decimal": "1e5"}, 'rules.new.decimal: not decimal as it is written here. Write "0.2"'),
    ("rules/new", {"decimal": "NaN"}, "rules.new.decimal: not decimal as it is written here"),
    ("rules/new", {"decimal": "-0.0"}, "rules.new.decimal: not decimal as it is written here"),
    ("rules/new", {"decimal": "0" * 400}, "rules.new.decimal: not decimal as it is written here"),
    ("rules/new", {"decimal": "0.0000000000001"}, "rules.new: not a number of at most 12 decimal places"),
    ("rules/new", {"date": "20260401"}, 'rules.new.date: not date as it is written here. Write "2026-04-01"'),
    ("rules/new", {"date": "2026-02-30"}, "rules.new.date: not date as it is written here"),
    ("rules/new", {"uprn": "000100023336956"}, "rules.new.uprn: not uprn as it is written here"),
    ("rules/new", {"postcode": "dt97 1aa"}, "rules.new.postcode: not postcode as it is written here"),
    ("rules/new", {"boolean": "true"}, "rules.new: no such kind of expression"),
    ("rules/new", {"text": "A"}, "rules.new: no such kind of expression"),
    ("rules/new", {"money": "1.00", "date": "2026-04-01"}, "rules.new.date: no such key here. There are: money"),
    # facts, policy values, definitions and enums that are mentioned
    ("rules/new", {"fact": "household.capitol"}, "rules.new.fact: no such fact is declared. Declare it under facts"),
    ("rules/new", {"fact": ["household.capital"]}, "rules.new.fact: no such fact is declared"),
    (
        "rules/new",
        {"fact": "household.capital", "of": "member"},
        "rules.new.of: no member has this name here. There are: none",
    ),
    (
        "rules/child/condition",
        {"fact": "member.agee", "of": "member"},
        "rules.child.condition.fact: a member of 'household",
    ),
    (
        "rules/child/condition",
        {"fact": "member.age", "of": "me"},
        "rules.child.condition.of: no member has this name here. ",
    ),
    ("rules/new", {"policy": "", "type": "money"}, "rules.new.policy: not a key of policy. Write text"),
    ("rules/new", {"policy": "limit"}, "rules.new.type: is not there"),
    (
        "rules/new",
        {"policy": "limit", "type": "uprn"},
        "rules.new.type: not a type of policy value. There are: boolean,",
    ),
    ("rules/new", {"policy": "limit", "type": {}}, "rules.new.type: not a type of policy value."),
    (
        "rules/new",
        {"policy": "limit", "type": "text", "per": "week"},
        "rules.new: per, places and at_most are for numbers",
    ),
    ("rules/new", {"policy": "limit", "type": "money", "places": 3}, "rules.new: places are for a Decimal"),
    ("rules/new", {"policy": "limit", "type": "money", "at_most": "9"}, "rules.new.at_most: not a whole number"),
    ("rules/new", {"definition": "poor"}, "rules.new.definition: no such definition. Write it under definitions"),
    ("rules/new", {"definition": {}}, "rules.new.definition: no such definition"),
    (
        "rules/new",
        {"definition": "young"},
        "rules.new: the definition 'young' speaks of other members. Give one for each",
    ),
    ("rules/new", {"definition": "rich", "of": []}, "rules.new.of: nothing uses it, or it is as usual. Leave it out"),
    ("rules/new", {"definition": "rich", "of": "me"}, "rules.new.of: not a list of names of members"),
    ("rules/new", {"definition": "young", "of": ["member"]}, "rules.new.of[1]: no member has this name here"),
    ("rules/new", {"definition": "rich", "off": []}, "rules.new.off: no such key here. There are: definition, of"),
    (
        "rules/new",
        {"undefined": "gap", "table": "t", "type": "money", "measure": {"places": 2, "at_most": 9, "per": "fortnight"}},
        "rules.new.measure.per: not one of: day, week, month, year",
    ),
    (
        "rules/new",
        {"undefined": "gap", "table": "t", "type": "money", "measure": {"places": 2, "at_most": 9, "written": False}},
        "rules.new.measure.written: not true. Leave it out where it is not",
    ),
    ("rules/new", {"enum": "Tenures", "value": "renting"}, "rules.new.enum: no such enum is declared"),
    ("rules/new", {"enum": "Tenure", "value": "owning"}, "rules.new.value: not a value of this enum"),
    ("rules/new", {"enum": "Tenure", "value": []}, "rules.new.value: not a value of this enum"),
    # types and units, told by the functions that make rules in Python
    ("rules/weekly/right", 1, "rules.weekly: Money + int has no meaning. Change one side's type"),
    ("rules/weekly/right", {"fact": "household.capital"}, "rules.weekly: money per week and money that is per nothing"),
    (
        "rules/refused/all_of/2",
        {"fact": "household.capital"},
        "rules.refused: all_of joins conditions, and one part is not",
    ),
    ("rules/renting/right", "renting", "rules.renting: Tenure cannot be compared with str"),
    ("rules/child/exists", {"fact": "household.capital"}, "rules.child: exists goes over members, and this is Money."),
    ("rules/child/condition", 1, "rules.child: exists joins conditions, and one part is not true or false"),
    (
        "rules/new",
        {
            "divided": {"fact": "household.capital"},
            "by": {"policy": "n", "type": "integer"},
            "if_zero": 0,
            "rounding": "up",
            "places": 2,
        },
        "rules.new: if_zero is int, and the quotient is Money. Give one type",
    ),
    # what belongs to one kind of expression
    ("rules/weekly/calculate", "/", "rules.weekly.calculate: not one of: +, -, *"),
    ("rules/weekly/left", ..., "rules.weekly.left: is not there"),
    (
        "rules/new",
        {"rounded": 1, "rounding": "bankers", "places": 0},
        "rules.new.rounding: not one of: half-up, half-even,",
    ),
    ("rules/new", {"rounded": 1, "rounding": "up", "places": 13}, "rules.new.places: not a whole number from 0 to 12"),
    (
        "rules/new",
        {"rounded": 1, "rounding": "up", "places": True},
        "rules.new.places: not a whole number from 0 to 12",
    ),
    ("rules/new", {"decision_date": 1}, "rules.new.decision_date: not true"),
    (
        "rules/new",
        {"choose": [], "otherwise": 1},
        'rules.new.choose: not a list of at least one {"when": …, "then": …}',
    ),
    ("rules/new", {"choose": [{"when": True}], "otherwise": 1}, "rules.new.choose[1].then: is not there"),
    ("rules/new", {"choose": [{"when": 1, "then": 1}], "otherwise": 1}, "rules.new: when joins conditions"),
    ("rules/child/as", ..., "rules.child.as: is not there"),
    ("rules/new", {**BOUND, "as": "member_2"}, "rules.new.as: not what the member is called here. Write member"),
    ("rules/new", {**BOUND, "as": 1}, "rules.new.as: not what the member is called here. Write member"),
    (
        "rules/new",
        {**BOUND, "condition": BOUND},
        "rules.new.condition.as: not what the member is called here. Write member_2",
    ),
    (
        "rules/new",
        {"undefined": "declined", "table": "t", "type": "money"},
        "rules.new.undefined: not one of: contradiction,",
    ),
    ("rules/new", {"undefined": "gap", "table": 1, "type": "money"}, "rules.new.table: not the name of a table"),
    ("rules/new", {"undefined": "gap", "table": "t", "type": "cash"}, "rules.new.type: not a type."),
    (
        "rules/new",
        {"undefined": "gap", "table": "t", "type": "money", "measure": {"places": 2}},
        'rules.new.measure: not a measure. Write {"places": …, "at_most": …}',
    ),
    (
        "rules/new",
        {"undefined": "gap", "table": "t", "type": "money", "measure": {"places": 2, "at_most": 10**35}},
        "rules.new.measure: not a size that a number can have: at most 36 digits",
    ),
    (
        "rules/new",
        {"elapsed": "days", "start": {"decision_date": True}, "end": {"decision_date": True}, "leap_day": "02-28"},
        "rules.new.leap_day: nothing uses it, or it is as usual. Leave it out",
    ),
]
"""Where a value is put into the small document (`...` takes away what is there), and how what is told begins."""
