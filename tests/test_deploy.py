"""The files for running it elsewhere name settings that there are, and paths that are in the package."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "bot" / "deploy"


def known() -> set[str]:
    return {f"DEBATE_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_that_is_named_is_one() -> None:
    for path in DEPLOY.iterdir():
        named = set(re.findall(r"\bDEBATE_[A-Z_]+", path.read_text("utf-8")))
        assert named <= known(), (path.name, named - known())


def test_the_servers_of_the_compose_file_share_everything_that_is_kept() -> None:
    given: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    services = given["services"]
    environment = services["debate-1"]["environment"]
    assert services["debate-2"] == services["debate-1"]
    proxied = re.search(r"^\s*to (?P<servers>.+)$", (DEPLOY / "Caddyfile").read_text("utf-8"), re.MULTILINE)
    assert proxied is not None
    assert proxied["servers"].split() == [f"{name}:7860" for name in services["proxy"]["depends_on"]]
    for setting, service in (
        ("DEBATE_CHROMA_URL", "chroma"),
        ("DEBATE_DATABASE", "postgres"),
        ("DEBATE_LIMITS_STORE", "redis"),
    ):
        assert f"{service}" in environment[setting]
        assert service in services
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in given["volumes"] or (DEPLOY / source).exists(), source


def test_the_container_copies_what_the_package_is_made_of() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for name in ("bot", "evals", "knowledge", "prompts"):
        assert f"COPY {name} {name}" in text
    copied = re.search(r"COPY (?P<files>pyproject.*) \./", text)
    assert copied is not None
    assert all((ROOT / name).exists() for name in copied["files"].split())


def test_the_containers_data_belongs_to_the_user_that_it_runs_as() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    volume, user = (re.search(rf"^{name} (\S+)$", text, re.MULTILINE) for name in ("VOLUME", "USER"))
    assert volume is not None
    assert user is not None
    # a volume that the image has no folder for belongs to root
    made = f"install -d -o {user[1]} -g {user[1]} {volume[1]}"
    assert text.index(made) < text.index("VOLUME")


def test_they_ship_with_the_package() -> None:
    assert {path.name for path in (files("bot") / "deploy").iterdir()} >= {
        "Containerfile",
        "compose.yaml",
        "Caddyfile",
        "debate.service",
    }
