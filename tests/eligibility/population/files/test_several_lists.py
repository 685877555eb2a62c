"""A scheme whose cases have two lists of the same kind of members, each with a list of their own."""

from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.population.files import Job, decide_file, read_mapping
from localgov_components.rules import Fact, Facts, count_of, exists, fact


class Post(Facts, id="post"):
    paid: Fact[bool] = fact("is paid")


class Person(Facts, id="person"):
    adult: Fact[bool] = fact("is an adult")
    posts: Fact[list[Post]] = fact("posts")


class Home(Facts, id="home"):
    tenants: Fact[list[Person]] = fact("tenants")
    guests: Fact[list[Person]] = fact("guests")


SCHEME = Scheme(
    "posts",
    facts=Home,
    eligible=[
        rule("tenant", exists(Home.tenants, lambda each: exists(each.posts, lambda post: post.paid))),
        rule("guests", count_of(Home.guests, lambda each: exists(each.posts, lambda post: post.paid)) > 1),
        rule("adult", exists(Home.guests, lambda each: each.adult)),
        rule("adult-tenant", exists(Home.tenants, lambda each: each.adult)),
    ],
)
MAPPING = """\
format = 1
key = "home"
[members."home.tenants"]
key = "home"
id = "no"
complete = "all"
facts = { "person.adult" = { not_in_file = true } }
[members."home.tenants/person.posts"]
key = ["home", "no"]
complete = "all"
facts = { "post.paid" = { column = "paid" } }
[members."home.guests"]
key = "home"
id = "no"
complete = "all"
facts = { "person.adult" = { not_in_file = true } }
[members."home.guests/person.posts"]
key = ["home", "no"]
complete = "all"
facts = { "post.paid" = { column = "paid" } }
"""


def test_lists_of_one_id_are_told_apart_by_the_list_around_them(tmp_path: Path) -> None:
    files = {
        "": "home\n1\n2\n3\n",
        "home.tenants": "home,no\n1,a\n2,a\n",
        "home.tenants/person.posts": "home,no,paid\n1,a,yes\n2,a,no\n",
        "home.guests": "home,no\n1,a\n2,a\n2,b\n3,a\n",
        "home.guests/person.posts": "home,no,paid\n1,a,no\n2,a,yes\n2,b,yes\n3,a,no\n",
    }
    paths = {}
    for number, (name, text) in enumerate(files.items()):
        paths[name] = tmp_path / f"{number}.csv"
        paths[name].write_text(text, encoding="utf-8")
    mapping = read_mapping(MAPPING.encode(), scheme=SCHEME, source="m.toml")
    cases = paths.pop("")
    decide_file(Job(SCHEME.on(date(2026, 5, 1)), cases, mapping, tmp_path / "out.csv", paths))
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[1:5:3] for line in lines] == [
        ["eligible", "tenant"],
        ["eligible", "guests"],
        ["undecided", ""],
    ]


def test_a_fact_of_both_has_a_column_in_both_or_in_neither() -> None:
    one = MAPPING.replace('"person.adult" = { not_in_file = true }', '"person.adult" = { column = "adult" }', 1)
    with pytest.raises(DefinitionError, match=r"line 16, .* another list has a column for it"):
        read_mapping(one.encode(), scheme=SCHEME, source="m.toml")


def test_an_id_that_means_two_lists_is_refused() -> None:
    with pytest.raises(DefinitionError, match=r"no such list\. There are: home\.tenants, home\.tenants/person\.posts"):
        read_mapping(MAPPING.replace("home.guests/person", "person").encode(), scheme=SCHEME, source="m.toml")


def test_a_list_whose_owners_have_no_file_is_refused() -> None:
    first, guests, last = MAPPING.partition('[members."home.guests"]')
    text = first + last[last.index("[members") :]
    assert guests
    with pytest.raises(DefinitionError, match="the list that it is in has no file"):
        read_mapping(text.encode(), scheme=SCHEME, source="m.toml")
