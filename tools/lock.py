"""Write requirements/*.txt anew: every extra and group of pyproject.toml, with hashes, for every Python from 3.11.0.

`dev` is resolved first and constrains the others, so that one environment can hold several lists. No address of an
index is written. `wrappers` is the second environment of the fault lab, whose libraries need an older openai.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
DEV = REQUIREMENTS / "dev.txt"
# async-timeout is needed by redis below 3.11.3 only: a lock for 3.11.0 must hold it.
COMMON = ("--universal", "--generate-hashes", "--python-version", "3.11.0", "--no-header", "--quiet")


def compile_list(name: str, *arguments: str, constrained: bool = True) -> None:
    """Resolve one list into requirements/NAME.txt."""
    target = REQUIREMENTS / f"{name}.txt"
    target.unlink(missing_ok=True)
    constraint = ("--constraint", str(DEV.relative_to(ROOT))) if constrained else ()
    command = (sys.executable, "-m", "uv", "pip", "compile", *arguments, *COMMON, *constraint, "-o", str(target))
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    print(f"{target.relative_to(ROOT)}: {sum('==' in line for line in target.read_text().splitlines())} packages")


def main() -> None:
    """Resolve all lists."""
    project = "pyproject.toml"
    compile_list("dev", project, "--extra", "all", "--extra", "demo", "--group", "dev", constrained=False)
    compile_list("build", "requirements/build.in")
    compile_list("server", project, "--extra", "server")
    compile_list("all", project, "--extra", "all")
    compile_list("demo", project, "--extra", "server", "--extra", "demo")
    compile_list("wrappers", "requirements/wrappers.in", constrained=False)


if __name__ == "__main__":
    main()
