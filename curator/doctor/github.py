"""Findings as annotations for a run of GitHub Actions."""

from curator.doctor.ailments import Ailment
from curator.doctor.finding import Finding
from curator.report.rot_github import command


def annotation(ailment: Ailment, finding: Finding) -> str:
    """Give the command that GitHub finds in what a step prints; it shows it beside the line of the post."""
    place = {"file": finding.document, "line": str(finding.line)} if finding.document else {}
    said = f"{finding.said} {finding.link}" if finding.link else finding.said
    return command(ailment.level, said, **place, title=f"curator doctor: {ailment.name}")
