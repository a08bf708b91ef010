from __future__ import annotations

import tomllib
from typing import Any

from packaging.requirements import Requirement

from tests.house import tree

BUILDERS = {"uv-build", "uv_build"}


def project() -> dict[str, Any]:
    with (tree.ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def test_the_package_asks_for_what_its_environment_is_made_of() -> None:
    lines = (tree.ROOT / "requirements" / "run.in").read_text("utf-8").splitlines()
    wanted = {Requirement(line) for line in lines if line and not line.startswith("#")}
    asked = {Requirement(line) for line in project()["project"]["dependencies"]}
    assert asked == {need for need in wanted if need.name not in BUILDERS}


def test_checks_and_tests_keep_out_of_the_real_data_folder() -> None:
    tools = project()["tool"]
    assert tools["django-stubs"]["django_settings_module"] == "tests.settings"
    assert tools["pytest"]["ini_options"]["DJANGO_SETTINGS_MODULE"] == "tests.settings"
