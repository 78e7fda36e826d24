"""A Dockerfile read into its stages, and their steps done without an engine: in mount namespaces, as root.

A stage's root is the machine's own, read-only, with a Python of its own in place of the base image's, and folders of
its own at the few places where the Dockerfile puts something. It is no engine: the base image itself, and the layers,
are not tried.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.source_tree import ROOT

OWN = ("opt/python", "opt/kiwame", "src", "data", "tmp")
"""Where a stage may write; all else is read-only, so that a step that writes elsewhere fails."""
_SHARED = ("usr", "etc", "dev", "proc", "bin", "sbin", "lib", "lib32", "lib64", "libx32")
_PASSED_ON = re.compile(r"PIP_|SSL_CERT|REQUESTS_CA|CURL_CA|(?i:.*_proxy$)")
"""What a build needs of the machine's own to reach a package index."""

VIEW = r"""
set -e
umask 022
view=$1; own=$2; base=$3; shift 3
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$view"
for name in SHARED; do
  if [ -L "/$name" ]; then cp -P "/$name" "$view/$name"
  elif [ -d "/$name" ]; then mkdir "$view/$name"; mount --rbind "/$name" "$view/$name"; fi
done
mkdir -p "$view/opt/python" "$view/opt/kiwame" "$view/src" "$view/data" "$view/tmp"
for folder in /opt/*/; do
  name=$(basename "$folder")
  if [ ! -e "$view/opt/$name" ]; then mkdir "$view/opt/$name"; mount --bind "$folder" "$view/opt/$name"; fi
done
if [ ! -d "$view$base" ]; then
  mkdir -p "$view$base"; mount --bind "$base" "$view$base"; mount -o remount,bind,ro "$view$base"
fi
for name in OWN; do mount --bind "$own/$name" "$view/$name"; done
for name in usr etc LOCKED; do mount -o remount,bind,ro "$view/$name"; done
mount -o remount,ro "$view"
exec chroot "$view" "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One instruction: its name, the text after it, and what that is where it is a JSON list."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """An exec form's words."""
        words = json.loads(self.text)
        assert isinstance(words, list)
        return words


@dataclass(slots=True, kw_only=True)
class Stage:
    """One FROM and what follows it."""

    base: str
    name: str
    steps: list[Step] = field(default_factory=list)

    def all_of(self, name: str) -> list[Step]:
        """The instructions of one name."""
        return [step for step in self.steps if step.name == name]

    def environment(self) -> dict[str, str]:
        """What ENV says."""
        pairs = [word.split("=", 1) for step in self.all_of("ENV") for word in shlex.split(step.text)]
        return dict(pairs)


def stages(path: Path) -> list[Stage]:
    """The stages of a Dockerfile."""
    text = re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8"))
    found: list[Stage] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition(" ")
        if name == "FROM":
            base, _, called = rest.partition(" AS ")
            found.append(Stage(base=base, name=called))
        else:
            found[-1].steps.append(Step(name=name, text=rest.strip()))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A stage's folders below `folder`, and commands run in its view."""

    folder: Path

    @classmethod
    def fresh(cls, folder: Path) -> "Root":
        """Empty folders, and a Python with pip, first on the path, as in the base image."""
        root = cls(folder=folder)
        for name in (*OWN, "../view"):
            (root.own / name).mkdir(parents=True)
        (root.own / "tmp").chmod(0o1777)
        root.run([f"{sys.base_prefix}/bin/python3", "-m", "venv", "/opt/python"])
        return root

    @property
    def own(self) -> Path:
        """Where what the stage writes lies."""
        return self.folder / "own"

    def command(self, words: Sequence[str], *, env: Mapping[str, str], cwd: str, user: str, locked: bool) -> list[str]:
        """The words that run `words` in the view; `locked`: only /data and /tmp can be written."""
        closed = "opt/python opt/kiwame src" if locked else ""
        script = VIEW.replace("SHARED", " ".join(_SHARED)).replace("OWN", " ".join(OWN)).replace("LOCKED", closed)
        become: list[str] = []
        if user:
            uid, _, gid = user.partition(":")
            become = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"]
            become += ["--bounding-set=-all", "--inh-caps=-all"]
        clean = ["env", "-i", "-C", cwd, *(f"{name}={value}" for name, value in env.items())]
        view = [
            "unshare",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
            str(self.folder / "view"),
            str(self.own),
            sys.base_prefix,
        ]
        return [*view, *become, *clean, *words]

    def run(
        self, words: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: str = "/", user: str = ""
    ) -> None:
        """Run a step of a build, as root and with the machine's way to a package index."""
        passed = {name: value for name, value in os.environ.items() if _PASSED_ON.match(name)}
        environment = {"PATH": "/opt/python/bin:/usr/bin:/bin", **passed, **(env or {})}
        command = self.command(words, env=environment, cwd=cwd, user=user, locked=False)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"

    def build(self, stage: Stage, earlier: Mapping[str, "Root"]) -> None:
        """Do the steps of a stage that change files."""
        cwd, env = "/", stage.environment()
        for step in stage.steps:
            match step.name:
                case "WORKDIR":
                    cwd = step.text
                case "RUN":
                    self.run(["sh", "-c", step.text], env=env, cwd=cwd)
                case "COPY":
                    self._copy(step.text.split(), cwd, earlier)

    def _copy(self, words: list[str], cwd: str, earlier: Mapping[str, "Root"]) -> None:
        source = ROOT
        if words[0].startswith("--from="):
            source = earlier[words.pop(0).removeprefix("--from=")].own
        *names, target = words
        into = self.own / Path(cwd, target).relative_to("/")
        for name in names:
            path = source / name.lstrip("/")
            if path.is_dir():
                shutil.copytree(
                    path,
                    into,
                    symlinks=True,
                    dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("__pycache__") if source == ROOT else None,
                )
            else:
                into.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, into / path.name)
