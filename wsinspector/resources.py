"""Where the files under ``resources/`` are: icons, translations, the page for browsers.

They are plain files, read by path. In a checkout they lie beside the package; a wheel or a frozen
program carries them inside the package as ``_resources``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_root() -> Path:
    """The folder that holds the resources.

    Raises:
        FileNotFoundError: The program was installed without its resources.
    """
    # The checkout comes first: an editable install may leave an outdated copy in the package.
    for folder in (_PACKAGE.parent / "resources", _PACKAGE / "_resources"):
        if _is_ours(folder):
            return folder
    message = f"wsinspector's resources are missing beside {_PACKAGE}"
    raise FileNotFoundError(message)


def resource_path(*parts: str) -> Path:
    """The path of one resource, for example ``resource_path("icons", "close.svg")``.

    Args:
        parts: Folder and file names below the resource root.
    """
    return resource_root().joinpath(*parts)


def page_files() -> dict[str, bytes]:
    """The files of the page for browsers, by name."""
    return {file.name: file.read_bytes() for file in sorted(resource_path("page").iterdir())}


def _is_ours(folder: Path) -> bool:
    """Whether the folder is wsinspector's: site-packages may hold a stranger's ``resources``."""
    return (folder / "icons").is_dir()
