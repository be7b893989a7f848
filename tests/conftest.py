from pathlib import Path

import pytest
from hypothesis import settings
from workbench import Workspace, workspace

# A busy machine is no fault of the code: no example of a property has a deadline.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """Make a workspace of the test's own."""
    return workspace(tmp_path / "desk")
