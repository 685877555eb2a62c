import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[3]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_proofs", ROOT / "scripts" / "draw_proofs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_chart_of_the_page_is_what_its_code_makes() -> None:
    draw = script()
    path: Path = draw.PICTURE
    assert path.read_text(encoding="utf-8") == draw.picture()
