"""Where settings come from: options of the command line, then the environment, then a TOML file, then the defaults."""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiwame.core.errors import SettingsError
from kiwame.service.settings import PREFIX, Settings, name_of, rows

if TYPE_CHECKING:
    from kiwame.decide.user_rules import UserRule

FILE_NAME = "kiwame.toml"
_MAX_FILE = 1 << 20
_NOT_SETTINGS = frozenset({"KIWAME_CONFIG"})
_OTHERS = ("KIWAME_TEST_", "KIWAME_PROVE", "KIWAME_BENCH")
"""Names of the repository's own tests, which no server reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The settings, the file they came from (None: none was there), and what looked wrong but harmless.

    `path` is where that file is or would be: what a server looks at for changed rules.
    """

    settings: Settings
    path: Path
    file: Path | None = None
    warnings: tuple[str, ...] = ()


def load(
    environ: Mapping[str, str] | None = None, *, options: Mapping[str, object] | None = None, config: str | None = None
) -> Loaded:
    """Read everything once.

    `options`: settings by field name, from the command line (None values are left out); `config`: --config's file, else
    KIWAME_CONFIG, else kiwame.toml in the data folder, which alone may be missing. SettingsError names the setting, the
    value (never a secret's) and what would do.
    """
    environ = os.environ if environ is None else environ
    given = {name: value for name, value in (options or {}).items() if value is not None}
    values: dict[str, Any] = {}
    for row in rows():
        if row.name in given:
            values[row.name] = _read(row, given[row.name], "--" + row.name.replace("_", "-"))
        else:
            written = _from_environment(row, environ)
            if written is not None:
                values[row.name] = _read(row, written, name_of(row))
    named = config or environ.get("KIWAME_CONFIG")
    path = Path(named).expanduser() if named else values.get("data", Settings().data) / FILE_NAME
    file, table = _file(path, must_be_there=bool(named))
    warnings = [*_unknown_names(environ)]
    known = {row.metadata["table"] or row.name: row for row in rows()}
    for key, value in _flat(table, known):
        if key not in known:
            warnings.append(f"{file}: unknown setting {key!r}{_nearest(key, known)}")
        elif known[key].name not in values:
            values[known[key].name] = _read(known[key], value, f"{key} in {file}")
    return Loaded(settings=_checked(Settings(**values)), path=path, file=file, warnings=tuple(warnings))


def rules_in(path: Path, environ: Mapping[str, str] | None = None) -> "tuple[UserRule, ...] | None":
    """The user's own rules as the file now says, none where it is not there; None where the environment sets them.

    SettingsError as in `load`.
    """
    environ = os.environ if environ is None else environ
    row = next(row for row in rows() if row.name == "user_rules")
    if _from_environment(row, environ) is not None:
        return None
    file, table = _file(path, must_be_there=False)
    key = row.metadata["table"]
    rules: tuple[UserRule, ...] = _read(row, table[key], f"{key} in {file}") if key in table else ()  # type: ignore[assignment]  # read by its own kind
    return rules


def _from_environment(row: "Field[Any]", environ: Mapping[str, str]) -> str | None:
    name = name_of(row)
    if not row.metadata["secret"] or not environ.get(name + "_FILE"):
        return environ.get(name)
    if environ.get(name):
        raise SettingsError(f"{name} and {name}_FILE are both set: unset one of them")
    path = Path(environ[name + "_FILE"])
    try:
        return path.read_bytes()[:_MAX_FILE].decode().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}_FILE names {path}, which cannot be read: {_why(error)}") from error


def _read(row: "Field[Any]", written: object, where: str) -> object:
    try:
        return row.metadata["read"](written)
    except ValueError as error:
        # Tables are long and say little of what is wrong: the error itself names the one.
        value = "" if row.metadata["secret"] or _are_tables(written) else f" is {_short(written)}; it"
        raise SettingsError(f"{where}{value} must be {error}") from None


def _are_tables(written: object) -> bool:
    return isinstance(written, list | Mapping) and any(isinstance(each, Mapping | list) for each in written)


def _file(path: Path, *, must_be_there: bool) -> tuple[Path | None, Mapping[str, Any]]:
    try:
        with path.open("rb") as stream:
            return path, tomllib.loads(stream.read(_MAX_FILE).decode())
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_be_there:
            raise SettingsError(f"the settings file {path} is not there: check --config and KIWAME_CONFIG") from error
        return None, {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file {path} cannot be read: {_why(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the settings file {path} is not TOML: {error}") from error


def _flat(table: Mapping[str, Any], known: Mapping[str, object], above: str = "") -> Iterator[tuple[str, Any]]:
    """The file's values with dotted names; a name that is itself a setting is not taken apart."""
    for key, value in table.items():
        name = above + key
        if isinstance(value, Mapping) and name not in known:
            yield from _flat(value, known, name + ".")
        else:
            yield name, value


def _unknown_names(environ: Mapping[str, str]) -> Iterator[str]:
    known = {name_of(row) for row in rows()} | {name_of(row) + "_FILE" for row in rows() if row.metadata["secret"]}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known | _NOT_SETTINGS and not name.startswith(_OTHERS):
            yield f"{name} is no setting of Kiwame{_nearest(name, known)}"


def _nearest(name: str, known: Mapping[str, object] | set[str]) -> str:
    near = [each for each in known if each.startswith(name + ".")] or difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _checked(settings: Settings) -> Settings:
    if settings.llm_below < settings.unclassified_below:
        raise SettingsError(
            f"KIWAME_LLM_BELOW ({settings.llm_below}) must not be below KIWAME_UNCLASSIFIED_BELOW "
            f"({settings.unclassified_below}): what is not said cannot be sure"
        )
    if settings.slack_webhook_url and any(channel.name == "slack" for channel in settings.channels):
        raise SettingsError(
            "KIWAME_SLACK_WEBHOOK_URL is the channel named 'slack', and a [[channel]] has that name too: rename it"
        )
    if settings.envelope_max_decompressed_bytes < settings.event_max_bytes:
        raise SettingsError("KIWAME_ENVELOPE_MAX_DECOMPRESSED_BYTES must be at least KIWAME_EVENT_MAX_BYTES")
    return settings


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _why(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "error" if isinstance(error, OSError) else "it is not UTF-8 text"
