"""What is installed from a wheel is complete: it works from any folder, far from the sources."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

HERE = Path(__file__).parent.parent
SEEDS = HERE / "seeds"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(HERE)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def installed(wheel: Path, folder: Path) -> dict[str, str]:
    """Unpack a wheel, which is all that installing it does here; give the environment that finds it first."""
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return os.environ | {"PYTHONPATH": str(folder / "site")}


def test_a_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    package = HERE / "curator"
    wanted = {f"curator/{p.relative_to(package).as_posix()}" for p in package.rglob("*") if p.is_file()}
    with ZipFile(wheel) as archive:
        missing = {name for name in wanted if "__pycache__" not in name} - set(archive.namelist())
    assert missing == set()


def test_an_installed_wheel_imports_and_exports_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    environment = installed(wheel, tmp_path)

    def curator(*words: str) -> str:
        command = [sys.executable, "-m", "curator", *words]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    curator("init")
    assert "2 added" in curator("import", *map(str, sorted(SEEDS.glob("*.txt"))))
    assert "zhihu-p-28202204" in curator("export", "biblatex")


def test_an_installed_wheel_runs_its_own_migrations(wheel: Path, tmp_path: Path) -> None:
    script = (
        "import curator, sys; from pathlib import Path; from curator.catalogue.schema import MIGRATIONS; "
        "from curator.catalogue.migrate import knows; "
        "assert Path(curator.__file__).is_relative_to(sys.argv[1]); assert knows(MIGRATIONS, '0001')"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    environment = installed(wheel, tmp_path)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
