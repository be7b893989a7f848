"""Chinese characters read aloud, one by one."""

from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếề", "aaaaeeeeiiiioooouuuuvvvvvnnnmeee")


@lru_cache(maxsize=16_384)
def syllable(char: str) -> str:
    """Give a character's most usual reading without its tone (`zhong` for 中, `nv` for 女), nothing if it has none.

    Characters are read without their neighbours: which reading of 行 is right in a title does not matter for a key, and
    reading phrases takes pypinyin 150 µs a title where this takes 5.
    """
    readings = _readings().get(ord(char), "")
    first = readings.partition(",")[0].translate(_PLAIN)
    return first if first.isascii() else ""


@cache
def _readings() -> dict[int, str]:
    """Load pypinyin's table of characters (30 ms) without its package, which loads 47,000 phrases as well (150 ms)."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    spec = spec_from_file_location("_pinyin_dict", Path(package.submodule_search_locations[0]) / "pinyin_dict.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin.pinyin_dict")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: dict[int, str] = module.pinyin_dict
    return readings
