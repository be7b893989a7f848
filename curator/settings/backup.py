"""Table `[backup]`: where backups of the catalogue go, and how many stay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Table `[backup]`. `folder` is relative to the catalogue's folder; of `days` 0 `curator run` makes none."""

    folder: str = "backups"
    keep: int = 7
    days: int = 0
