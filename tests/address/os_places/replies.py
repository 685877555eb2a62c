"""Answers of an invented OS Places, in the shape of its specification: every address in them is made up."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from localgov_components.transport import Request, Response

KEY = "abcd1234EFGH"

Fields = Mapping[str, Any]


def dpa(uprn: str = "199990001", number: str = "1", **fields: object) -> dict[str, Any]:
    """A delivery point on Mill Lane."""
    known = {
        "UPRN": uprn,
        "UDPRN": "51000001",
        "ADDRESS": f"{number}, MILL LANE, AMBLEFORD, DT97 1AA",
        "BUILDING_NUMBER": number,
        "THOROUGHFARE_NAME": "MILL LANE",
        "POST_TOWN": "AMBLEFORD",
        "POSTCODE": "DT97 1AA",
        "RPC": "1",
        "X_COORDINATE": 333000.5,
        "Y_COORDINATE": 81000.25,
        "STATUS": "APPROVED",
        "LOGICAL_STATUS_CODE": "1",
        "CLASSIFICATION_CODE": "RD04",
        "LOCAL_CUSTODIAN_CODE": 9055,
        "LOCAL_CUSTODIAN_CODE_DESCRIPTION": "AMBLEFORD",
        "POSTAL_ADDRESS_CODE": "D",
        "TOPOGRAPHY_LAYER_TOID": "osgb1000000000000001",
        "LAST_UPDATE_DATE": "10/02/2016",
        "ENTRY_DATE": "16/01/1997",
        "LANGUAGE": "EN",
        "MATCH": 1.0,
        "MATCH_DESCRIPTION": "EXACT",
    }
    return {"DPA": _present(known | fields)}


def lpi(uprn: str = "199990001", number: str = "1", **fields: object) -> dict[str, Any]:
    """The council's own record on Mill Lane."""
    known = {
        "UPRN": uprn,
        "ADDRESS": f"{number}, MILL LANE, AMBLEFORD, DT97 1AA",
        "USRN": "49000001",
        "LPI_KEY": "9999L000000001",
        "PAO_START_NUMBER": number,
        "STREET_DESCRIPTION": "MILL LANE",
        "TOWN_NAME": "AMBLEFORD",
        "ADMINISTRATIVE_AREA": "AMBLEFORD",
        "POSTCODE_LOCATOR": "DT97 1AA",
        "RPC": "1",
        "X_COORDINATE": 333000.5,
        "Y_COORDINATE": 81000.25,
        "LOGICAL_STATUS_CODE": "1",
        "LPI_LOGICAL_STATUS_CODE": "1",
        "CLASSIFICATION_CODE": "RD04",
        "LOCAL_CUSTODIAN_CODE": 9055,
        "POSTAL_ADDRESS_CODE": "D",
        "LAST_UPDATE_DATE": "22/06/2022",
        "LANGUAGE": "EN",
        "MATCH": 1,
    }
    return {"LPI": _present(known | fields)}


def street(numbers: int) -> list[dict[str, Any]]:
    """Delivery points with the numbers from 1."""
    return [dpa(str(199_990_000 + number), str(number)) for number in range(1, numbers + 1)]


def reply(results: Sequence[Fields] | None, *, total: object = None, offset: int = 0) -> dict[str, Any]:
    """An answer with its header; None leaves `results` out, as OS Places does where there are none."""
    header = {
        "uri": "https://api.os.uk/search/places/v1/postcode?postcode=DT97%201AA",
        "query": "postcode=DT97 1AA",
        "offset": offset,
        "totalresults": len(results or ()) if total is None else total,
        "format": "JSON",
        "dataset": "DPA,LPI",
        "lr": "EN,CY",
        "maxresults": 100,
        "epoch": "114",
        "lastupdate": "2026-01-01",
        "output_srs": "EPSG:27700",
    }
    return {"header": header} | ({} if results is None else {"results": list(results)})


def paging(results: Sequence[Fields], *, total: object = None) -> Callable[[Request], Response]:
    """Answers a page at a time, as it is asked."""

    def answer(request: Request) -> Response:
        offset, most = int(request.query["offset"]), int(request.query["maxresults"])
        page = results[offset : offset + most]
        return Response.with_json(
            200, reply(page or None, total=len(results) if total is None else total, offset=offset)
        )

    return answer


def _present(fields: Fields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
