"""Writes a world as the files an office would hold. The same world gives the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

from analytics.demo.lists import Lists
from analytics.demo.made import Made
from analytics.demo.model import World
from analytics.demo.papers import Papers
from analytics.demo.spending import Spending
from analytics.demo.village_papers import VillagePapers


def write_files(world: World, folder: Path) -> list[Made]:
    """Every file of the world, in a folder made anew; in the order in which an office would import them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = (Papers, Lists, VillagePapers, Spending)
    return [made for part in parts for made in part(world, folder).all()]
