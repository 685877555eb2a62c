"""Lines of the parts of a scheme."""

from pathlib import Path

from localgov_components.eligibility.verifying import SourcePlace, places_in
from localgov_components.eligibility.verifying.telling.places import places_of_text

EXAMPLE = Path(__file__).parents[4] / "examples" / "council_support"


def test_every_rule_definition_and_fact_of_the_example_has_its_line() -> None:
    places = places_in(EXAMPLE)
    lines = (EXAMPLE / "scheme.py").read_text(encoding="utf-8").splitlines()
    for name, begins in {
        "too-much-capital": "rule(",
        "weekly_support": "weekly_support = define(",
        "member.earnings": "earnings: Fact[Money]",
        "household.income": "income: Fact[Money]",
        "council-support": "scheme = Scheme(",
    }.items():
        assert lines[places[name].line - 1].strip().startswith(begins)
        assert places[name].file.endswith("council_support/scheme.py")


def test_names_that_are_given_by_keyword_are_found() -> None:
    text = 't = DecisionTable.read(path, name="band")\nr = rule(id="old", condition=x)\nd = rules.define("d", x)\n'
    assert places_of_text(text, "a.py") == {
        "band": SourcePlace("a.py", 1), "old": SourcePlace("a.py", 2), "d": SourcePlace("a.py", 3),
    }  # fmt: skip


def test_the_first_place_of_a_name_counts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('x = rule("one", y)\n', encoding="utf-8")
    (tmp_path / "b.py").write_text('\nx = rule("one", y)\nz = rule("two", y)\n', encoding="utf-8")
    places = places_in(tmp_path)
    assert (Path(places["one"].file).name, places["one"].line) == ("a.py", 1)
    assert (Path(places["two"].file).name, places["two"].line) == ("b.py", 3)


def test_the_file_of_the_scheme_comes_before_what_lies_beside_it(tmp_path: Path) -> None:
    for name in ("a.py", "scheme.py"):
        (tmp_path / name).write_text('x = rule("one", y)\n', encoding="utf-8")
    assert Path(places_in(tmp_path)["one"].file).name == "scheme.py"


def test_what_python_cannot_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def (", encoding="utf-8")
    (tmp_path / "b.py").write_bytes(b"\xff\xfe")
    (tmp_path / "scheme.json").write_text("{}", encoding="utf-8")
    assert places_in(tmp_path) == places_in(tmp_path / "scheme.json") == {}


def test_other_calls_and_classes_name_nothing() -> None:
    assert places_of_text('print("x")\nclass A(B):\n    c: int\nrule(x, "y")\nfunctions[0]("z")\n', "a.py") == {}
