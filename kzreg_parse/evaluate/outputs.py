"""What there is to compare: gold files, and for each the outputs of `convert` for the same act."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kzreg_parse.evaluate.gold import Gold, GoldError, read_gold
from kzreg_parse.extract.kinds import act_model
from kzreg_parse.model import Act

ENDING: Final = ".json"


@dataclass(frozen=True, slots=True)
class Output:
    """One output; `name` is its path below the output folder without its endings: `pdf/001`."""

    name: str
    path: Path
    gold: Gold
    act: Act


@dataclass(slots=True)
class Material:
    """What can be compared, and one line for whatever cannot."""

    outputs: list[Output] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_material(gold_folder: Path, out_folder: Path) -> Material:
    """Read the gold files of a folder, and from the other folder and its subfolders the outputs for them.

    The gold with `seed` `001` goes with every `001.json`, `001.pdf.json` or `001_….json`, a row of its own each.
    """
    material = Material()
    paths = sorted(gold_folder.glob(f"*{ENDING}"))
    if not paths:
        material.problems.append(f"{gold_folder}: no gold files (*{ENDING})")
    outputs = sorted(path for path in out_folder.rglob(f"*{ENDING}") if path.is_file())
    seeds: dict[str, Path] = {}
    for path in paths:
        try:
            gold = read_gold(path)
        except GoldError as error:
            material.problems.append(str(error))
            continue
        if gold.seed in seeds:
            material.problems.append(f"{path}: the seed {gold.seed!r} is that of {seeds[gold.seed]}, too")
            continue
        seeds[gold.seed] = path
        _add(material, gold, [output for output in outputs if _is_for(output, gold.seed)], out_folder)
    return material


def _add(material: Material, gold: Gold, paths: list[Path], folder: Path) -> None:
    if not paths:
        material.problems.append(f"{folder}: no output for act {gold.seed} (no {gold.seed}{ENDING} in it or below)")
    names = [_name(path, folder) for path in paths]
    for path, name in zip(paths, names, strict=True):
        try:
            act = act_model().model_validate_json(path.read_bytes())
        except OSError as error:
            material.problems.append(f"{path}: cannot be read: {error.strerror or error}")
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the file"
            material.problems.append(f"{path}: no act written by kzreg convert: {place}: {first['msg']}")
        else:
            whole = path.relative_to(folder).as_posix().removesuffix(ENDING)
            material.outputs.append(Output(name if names.count(name) == 1 else whole, path, gold, act))


def _is_for(path: Path, seed: str) -> bool:
    stem = path.name.removesuffix(ENDING)
    return stem == seed or stem.startswith((f"{seed}.", f"{seed}_"))


def _name(path: Path, folder: Path) -> str:
    relative = path.relative_to(folder)
    return (relative.parent / relative.name.partition(".")[0]).as_posix()
