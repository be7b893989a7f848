from pathlib import Path

import pytest
from workbench import Workspace, workspace


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """Make a workspace of the test's own."""
    return workspace(tmp_path / "desk")
