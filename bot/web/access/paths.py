"""The path of a request below the one under which a proxy or a mount shows the server."""

from __future__ import annotations

from starlette.types import Scope


def path_within(scope: Scope) -> str:
    """Return the path that the routes know, without the root path.

    The whole path where the root path does not begin it.
    """
    path, root = str(scope.get("path", "")), str(scope.get("root_path", ""))
    below = path.removeprefix(root)
    return below if root and below[:1] in ("", "/") else path
