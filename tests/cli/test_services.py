"""`localgov check` and `diagram`."""

from pathlib import Path

from localgov_components.core.canonical import canonical_json
from localgov_components.eligibility.scheme_files import load_scheme

from .conftest import Localgov


def test_check_finds_no_mistakes_in_the_examples(run: Localgov, examples: Path) -> None:
    result = run("check", "garden_waste", "ambleford", "brackwater")
    assert result.exit_code == 0
    assert result.output.count("no mistakes") == 3


def test_check_lists_every_mistake_of_every_folder(run: Localgov, examples: Path) -> None:
    (examples / "garden_waste" / "policy.toml").write_text("layer = 3", encoding="utf-8")
    (examples / "brackwater" / "variations.toml").write_text("[[variation]]\nkey = 1", encoding="utf-8")
    result = run("check", "garden_waste", "ambleford", "brackwater")
    assert result.exit_code == 3
    assert "ambleford: no mistakes" in result.stdout
    assert "garden_waste/policy.toml, column layer" in result.stderr
    assert "variations.toml, column variation.0.key" in result.stderr


def test_check_looks_at_schemes_by_themselves_and_at_their_documents(run: Localgov, support: Path) -> None:
    found = load_scheme(support)
    Path("scheme.json").write_text(canonical_json(found.scheme.document), encoding="utf-8")
    alone = run(
        "check", "council_support", "scheme.json", "--policy", "council_support/policy.toml", "--on", "2026-05-01"
    )
    assert alone.exit_code == 0
    assert alone.output.count("no mistakes") == 2


def test_check_tells_mistakes_from_notes(run: Localgov, support: Path) -> None:
    with (support / "scheme.py").open("a", encoding="utf-8") as file:
        file.write('\nspare = define("spare", Household.applied)\n')
    with (support / "policy.toml").open("a", encoding="utf-8") as file:
        file.write('\n[spare_amount]\ntype = "money"\nlabel = "Nobody reads this"\n')
    result = run("check", "council_support", "--on", "2026-05-01")
    assert result.exit_code == 3
    assert (
        "council_support: 1 mistake:\n  council-support, column spare: a definition that no rule reads" in result.stderr
    )
    assert "  2 notes: see them with --notes" in result.stdout
    assert "note: a policy value that nothing reads: spare_amount" in run("check", "council_support", "--notes").stdout


def test_a_note_by_itself_is_no_failure(run: Localgov, support: Path) -> None:
    result = run("check", "council_support", "--on", "2026-05-01")
    assert (result.exit_code, result.stdout) == (0, "council_support: no mistakes\n  1 note: see it with --notes\n")


def test_check_goes_on_where_one_folder_holds_nothing(run: Localgov, support: Path) -> None:
    Path("empty").mkdir()
    result = run("check", "empty", "council_support", "--on", "2026-05-01")
    assert result.exit_code == 3
    assert (
        "empty: no scheme in 'empty'. Give a folder with scheme.py, service.py or council.toml in it." in result.stderr
    )
    assert "council_support: no mistakes" in result.stdout


def test_diagram_draws_the_routes_in_the_councils_words(run: Localgov, examples: Path) -> None:
    result = run("diagram", "brackwater", "--output", "routes.mmd")
    assert result.exit_code == 0
    drawn = (examples / "routes.mmd").read_text(encoding="utf-8")
    assert drawn.startswith("flowchart")
    assert "What is the postcode of the property?" in drawn


def test_every_command_explains_itself(run: Localgov) -> None:
    names = ["check", "decide", "demo", "diagram", "gazetteer", "income", "pay-sandbox", "plugins", "policy"]
    for words in [[name] for name in [*names, "resolve", "scenarios", "serve"]] + [["policy", "upgrade"]]:
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert result.output.startswith(f"Usage: localgov {' '.join(words)}")


def test_an_unknown_folder_is_a_usage_error(run: Localgov) -> None:
    assert run("check", "nowhere").exit_code == 2
