import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from localgov_components.core.canonical import canonical_json
from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.eligibility import Outcome
from localgov_components.eligibility.scheme_files import load_scheme
from localgov_components.policy import policy_document
from localgov_components.rules import Known

FOLDER = Path(__file__).parent / "council_support"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a scheme's folder."""
    return Path(shutil.copytree(FOLDER, tmp_path / "support"))


def mistakes(path: Path, policy: Path | None = None) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load_scheme(path, policy=policy)
    return [str(fault) for fault in caught.value.faults]


def test_a_folder_is_a_scheme_with_its_policy_and_what_it_defines(folder: Path) -> None:
    found = load_scheme(folder)
    assert (found.scheme.id, set(found.policy.declarations)) == ("council-support", set(found.scheme.policy))
    assert {each.name for each in found.written.definitions} == {"couple", "applicable_amount", "income", "grown_up"}
    assert [each.name for each in found.written.tables] == ["capital_band"]
    assert [each.__name__ for each in found.written.vocabularies] == ["Member", "Household"]


def test_the_file_itself_will_do_for_its_folder(folder: Path) -> None:
    assert load_scheme(folder / "scheme.py").scheme.rules_hash == load_scheme(folder).scheme.rules_hash


def test_a_folder_that_was_changed_is_read_anew(folder: Path) -> None:
    before = load_scheme(folder).scheme.rules_hash
    (folder / "band.csv").write_text("U,household.capital,band\n1,<= 5000.00,A\n2,> 5000.00,B\n", encoding="utf-8")
    assert load_scheme(folder).scheme.rules_hash != before


def test_documents_decide_as_the_folder_does(folder: Path) -> None:
    found = load_scheme(folder)
    scheme, policy = folder / "scheme.json", folder / "policy.json"
    scheme.write_text(canonical_json(found.scheme.document), encoding="utf-8")
    policy.write_text(json.dumps(policy_document(found.policy), indent=2), encoding="utf-8")
    read = load_scheme(scheme, policy=policy)
    assert (read.scheme.rules_hash, read.policy.edition) == (found.scheme.rules_hash, found.policy.edition)
    known = Known({"household.applied": False})
    assert read.scheme.decide(known, on=date(2026, 5, 1), policy=read.policy).outcome is Outcome.NOT_ELIGIBLE
    assert load_scheme(scheme, policy=folder / "policy.toml").policy.edition == found.policy.edition


def test_another_policy_takes_the_place_of_the_folders_own(folder: Path) -> None:
    text = (folder / "policy.toml").read_text(encoding="utf-8").replace("16000.00", "6000.00")
    (folder / "harder.toml").write_text(text, encoding="utf-8")
    assert load_scheme(folder, policy=folder / "harder.toml").policy.edition != load_scheme(folder).policy.edition


def test_a_folder_without_policy_has_an_empty_one(folder: Path) -> None:
    (folder / "policy.toml").unlink()
    assert load_scheme(folder).policy.values == ()


def test_mistakes_of_the_scheme_and_of_its_policy_are_told_together(folder: Path) -> None:
    (folder / "scheme.py").write_text("x = 1 +", encoding="utf-8")
    (folder / "policy.toml").write_text("layer = 3", encoding="utf-8")
    found = mistakes(folder)
    assert found[0] == "support/scheme.py, line 1: not Python: invalid syntax"
    assert all(each.startswith("support/policy.toml, column ") for each in found[1:])


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("\nother = Scheme('other', facts=[Household])\n", "defines 2 schemes. Define one: scheme = Scheme(…)"),
        ("\ndel scheme\n", "defines 0 schemes. Define one: scheme = Scheme(…)"),
        ("\nbroken = Household.capitol\n", "AttributeError: Household has no fact 'capitol'. It has: capital"),
        (
            "\nScheme('x', facts=[], eligible=[rule('r', Household.applied)])\n",
            "reads a fact that is in none of its voc",
        ),
    ],
)
def test_a_file_that_defines_no_scheme_or_several_or_a_wrong_one_is_refused(
    folder: Path, added: str, told: str
) -> None:
    with (folder / "scheme.py").open("a", encoding="utf-8") as file:
        file.write(added)
    (found,) = mistakes(folder)
    assert found.startswith("support/scheme.py")
    assert told in found


def test_a_scheme_by_two_names_is_one(folder: Path) -> None:
    with (folder / "scheme.py").open("a", encoding="utf-8") as file:
        file.write("\nagain = scheme\n")
    assert load_scheme(folder).scheme.id == "council-support"


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "policy.toml").write_bytes(b"\xff\xfe")
    assert mistakes(folder) == ["support/policy.toml: not UTF-8. Save it as UTF-8"]


def test_a_document_that_is_no_scheme_is_refused(folder: Path) -> None:
    (folder / "x.json").write_text("{}", encoding="utf-8")
    (folder / "policy.json").write_text("{}", encoding="utf-8")
    assert mistakes(folder / "x.json", folder / "policy.json") == [
        'x.json: not a scheme document, which has {"scheme_format": 1, …}',
        'policy.json: not a policy document, which has {"policy_format": 1, …}',
    ]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_what_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFoundError, match=r"Give a folder with scheme\.py in it"):
        load_scheme(tmp_path / name)
