import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.councils import Council, Register

REGISTER = Register.load()
COUNCILS = list(REGISTER)
NAMES = sorted(
    {
        (name, council.slug)
        for council in COUNCILS
        for name in [*(s.name for s in council.styles), council.name_cy]
        if name
    }
)
SHARED = {
    "buckinghamshire": {"buckinghamshire", "buckinghamshire-county"},
    "dorset": {"dorset", "dorset-county"},
    "durham": {"durham", "durham-city"},
}


def found(text: str) -> set[str]:
    return {council.slug for council in REGISTER.find(text)}


@pytest.mark.parametrize(("name", "slug"), NAMES)
def test_every_name_a_council_has_or_had_finds_it_alone(name: str, slug: str) -> None:
    assert found(name) == {slug}


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
def test_the_name_of_the_place_finds_its_council_alone_unless_two_share_it(council: Council) -> None:
    place = council.slug.replace("-", " ")
    assert found(place) == SHARED.get(place, {council.slug})


@given(st.sampled_from(NAMES), st.data())
def test_case_accents_spaces_and_marks_make_no_difference(named: tuple[str, str], data: st.DataObject) -> None:
    name, slug = named
    text = data.draw(st.sampled_from([name.upper(), name.lower(), name.title(), name]))
    text = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), text)
    for old, new in ((" and ", " & "), ("-", " "), ("-", "\u2011"), (" ", "\u00a0"), ("'", "\u2019"), ("'", "")):
        if data.draw(st.booleans()):
            text = text.replace(old, new)
    assert found(f" {text} ") == {slug}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("LB of Hackney", "hackney"),
        ("LB Hackney", "hackney"),
        ("Hackney LB", "hackney"),
        ("Hackney London Borough Council", "hackney"),
        ("London Borough of Hackney Council", "hackney"),
        ("Hackney Council", "hackney"),
        ("London Borough of Greenwich", "greenwich"),
        ("RBK", "kingston-upon-thames"),
        ("RB of Kingston", "kingston-upon-thames"),
        ("RBKC", "kensington-and-chelsea"),
        ("RB of Kensington & Chelsea", "kensington-and-chelsea"),
        ("RBWM", "windsor-and-maidenhead"),
        ("Royal Borough of Windsor & Maidenhead Council", "windsor-and-maidenhead"),
        ("Royal Borough of Sutton", ""),
        ("London Borough of Reading", ""),
        ("LB of Richmond", "richmond-upon-thames"),
        ("Richmondshire", "richmondshire"),
        ("London", ""),
        ("City of London", "city-of-london"),
        ("Corporation of London", "city-of-london"),
        ("Westminster City Council", "westminster"),
        ("Bristol, City of", "bristol"),
        ("City of Bristol", "bristol"),
        ("Kingston upon Hull, City of", "kingston-upon-hull"),
        ("Hull", "kingston-upon-hull"),
        ("Herefordshire, County of", "herefordshire"),
        ("County of Herefordshire", "herefordshire"),
        ("County Durham", "durham"),
        ("Edinburgh, City of", "edinburgh"),
        ("York", "york"),
        ("Northampton", "northampton"),
        ("Northamptonshire", "northamptonshire"),
        ("Northants CC", "northamptonshire"),
        ("Cambridge", "cambridge"),
        ("Cambridge CC", "cambridge"),
        ("Cambridge DC", "cambridge"),
        ("Cambridge County Council", ""),
        ("Cambridgeshire", "cambridgeshire"),
        ("Cambs CC", "cambridgeshire"),
        ("South Cambs DC", "south-cambridgeshire"),
        ("Bedford", "bedford"),
        ("Bedfordshire", "bedfordshire"),
        ("Somerset", "somerset"),
        ("Somerset CC", "somerset"),
        ("Wrekin", ""),
        ("Telford and Wrekin", "telford-and-wrekin"),
        ("Dorset", "dorset dorset-county"),
        ("Dorset Council", "dorset"),
        ("Dorset CC", "dorset-county"),
        ("Buckinghamshire Council", "buckinghamshire"),
        ("Bucks CC", "buckinghamshire-county"),
        ("South Bucks", "south-bucks"),
        ("Durham Council", "durham durham-city"),
        ("Durham City", "durham-city"),
        ("Durham County Council", "durham"),
        ("Newcastle", "newcastle-under-lyme newcastle-upon-tyne"),
        ("Newcastle City Council", "newcastle-upon-tyne"),
        ("Newcastle BC", "newcastle-under-lyme"),
        ("Shepway", "folkestone-and-hythe"),
        ("Shepway DC", "folkestone-and-hythe"),
        ("Chelmsford Borough Council", "chelmsford"),
        ("Doncaster MBC", "doncaster"),
        ("Wakefield MDC", "wakefield"),
        ("St. Helens MBC", "st-helens"),
        ("Saint Albans", "st-albans"),
        ("St Albans DC", "st-albans"),
        ("Lincoln City Council", "lincoln"),
        ("Lincolnshire District Council", ""),
        ("Isles of Scilly", "isles-of-scilly"),
        ("Council of the Isles of Scilly", "isles-of-scilly"),
        ("Kings Lynn & West Norfolk BC", "kings-lynn-and-west-norfolk"),
        ("King\u2018s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("King\u00b4s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("BCP", "bournemouth-christchurch-and-poole"),
        ("B&NES", "bath-and-north-east-somerset"),
        ("Bath & NE Somerset", "bath-and-north-east-somerset"),
        ("Swindon UA", "swindon"),
        ("Ynys M\u00f4n", "isle-of-anglesey"),
        ("Cyngor Sir Ynys Mon", "isle-of-anglesey"),
        ("Anglesey County Council", "isle-of-anglesey"),
        ("Caerdydd", "cardiff"),
        ("Cyngor Caerdydd", "cardiff"),
        ("Sir G\u00e2r", "carmarthenshire"),
        ("Cyngor Abertawe", "swansea"),
        ("City and County of Swansea", "swansea"),
        ("Swansea", "swansea"),
        ("Wrexham CBC", "wrexham"),
        ("Rhondda Cynon Taff", "rhondda-cynon-taf"),
        ("Highland Council", "highland"),
        ("Western Isles", "na-h-eileanan-siar"),
        ("Orkney", "orkney-islands"),
        ("Derry", "derry"),
        ("Derry & Strabane", "derry-city-and-strabane"),
        ("Newry, Mourne and Down", "newry-mourne-and-down"),
        ("GLA", "greater-london-authority"),
        ("Greater London Council", ""),
        ("Greater Manchester", "greater-manchester-combined-authority"),
        ("Greater Manchester Council", ""),
        ("GMCA", "greater-manchester-combined-authority"),
        ("North East", "north-east-combined-authority-2014 north-east-mayoral-combined-authority"),
        ("Hacknee", ""),
        ("Hack", ""),
    ],
)
def test_a_usual_spelling_finds_those_it_may_mean_and_no_other(text: str, slugs: str) -> None:
    assert found(text) == set(slugs.split())


VARIANTS = {
    "county": ["{} CC", "{} County Council", "{} County", "County of {}"],
    "district": ["{} DC", "{} BC", "{} District", "{} Borough Council", "Borough of {}"],
    "unitary": ["{} Council", "{} UA", "Council of {}"],
    "metropolitan-district": ["{} MBC", "{} Metropolitan Borough Council", "{} Council", "Metropolitan Borough of {}"],
    "london-borough": ["LB of {}", "LB {}", "{} LB", "London Borough of {} Council", "{} London Borough"],
    "ni-district": ["{} Council", "{} District Council", "{} Borough Council"],
}
# Councils that share a place are told apart by their full names.
SHARING = {slug for slugs in SHARED.values() for slug in slugs}


@pytest.mark.parametrize("council", [each for each in COUNCILS if each.slug not in SHARING], ids=lambda each: each.slug)
def test_the_place_with_any_usual_word_for_its_kind_finds_its_council_alone(council: Council) -> None:
    place = council.slug.replace("-", " ").title()
    for variant in VARIANTS.get(council.kind, []):
        assert found(variant.format(place)) == {council.slug}, variant
