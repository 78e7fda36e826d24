"""Settings: one object, read once, wrong values named with their remedy."""

from pathlib import Path

import pytest

from kiwame.core.errors import SettingsError
from kiwame.service.settings import Settings, describe
from kiwame.service.settings_source import load


def test_defaults_stand_without_anything(tmp_path: Path) -> None:
    loaded = load({}, options={"data": str(tmp_path)})
    assert loaded.settings == Settings(data=tmp_path)
    assert loaded.warnings == ()
    assert loaded.file is None


def test_option_beats_environment_beats_file(tmp_path: Path) -> None:
    (tmp_path / "kiwame.toml").write_text('port = 1\nhost = "0.0.0.0"\nlanguage = "ja"\nevent_days = 3\n')
    loaded = load({"KIWAME_PORT": "2", "KIWAME_HOST": "::"}, options={"data": str(tmp_path), "port": "3", "host": None})
    assert (loaded.settings.port, loaded.settings.host, loaded.settings.language) == (3, "::", "ja")
    assert loaded.settings.event_days == 3


def test_tables_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text('[sentry.projects]\nbackend = "2"\n4507 = 3\n[redact]\npatterns = ["sesame-[0-9]+"]\n')
    settings = load({"KIWAME_CONFIG": str(file)}).settings
    assert settings.sentry_projects == (("backend", "2"), ("4507", "3"))
    assert settings.redact_patterns == ("sesame-[0-9]+",)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("KIWAME_PORT", "eighty", "whole number from 0 to 65535"),
        ("KIWAME_PORT", "65536", "whole number"),
        ("KIWAME_HOST", "1.2.3", "address or host name"),
        ("KIWAME_LANGUAGE", "fr", "one of en, ja, zh"),
        ("KIWAME_QUARANTINE_DAYS", "8", "from 1 to 7"),
        ("KIWAME_DEDUPE_DAYS", "0", "from 1 to 365"),
        ("KIWAME_EVENT_MAX_BYTES", "1 megabyte", "1MiB"),
        ("KIWAME_LLM_BELOW", "nan", "a number from 0 to 1"),
        ("KIWAME_LLM_BELOW", "0.1", "KIWAME_UNCLASSIFIED_BELOW"),
        ("KIWAME_PUBLIC_URL", "http://user:word@host", "without credentials"),
        ("KIWAME_PUBLIC_URL", "http://[::1", "an address such as"),
        ("KIWAME_DATABASE_URL", "mysql://host", "postgresql://"),
        ("KIWAME_LOG_LEVEL", "loud", "one of debug"),
        ("KIWAME_REDACT_PATTERNS", "(", "regular expressions"),
        ("KIWAME_SENTRY_PROJECTS", "a=b", "[sentry.projects]"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_do(name: str, value: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load({name: value})
    assert name in str(caught.value)
    assert remedy in str(caught.value)


def test_a_wrong_secret_is_never_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        load({"KIWAME_DATABASE_URL": "mysql://root:hunter2@db"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "amount"), [("1048576", 1 << 20), ("1MiB", 1 << 20), ("20 mb", 20_000_000), ("4kib", 4096)]
)
def test_sizes_have_units(written: str, amount: int) -> None:
    assert load({"KIWAME_EVENT_MAX_BYTES": written}).settings.event_max_bytes == amount


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("first,second\n")
    loaded = load({"KIWAME_SENTRY_CLIENT_SECRET_FILE": str(secret)})
    assert loaded.settings.sentry_client_secret == ("first", "second")
    assert loaded.warnings == ()
    with pytest.raises(SettingsError, match="both set"):
        load({"KIWAME_SENTRY_CLIENT_SECRET_FILE": str(secret), "KIWAME_SENTRY_CLIENT_SECRET": "x"})
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"KIWAME_SENTRY_CLIENT_SECRET_FILE": str(tmp_path / "none")})


def test_unknown_names_are_warned_of_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "kiwame.toml").write_text("prot = 9\n[sentry]\nproject = 1\n")
    loaded = load({"KIWAME_PROT": "9", "KIWAME_TEST_POSTGRES_URL": "x"}, options={"data": str(tmp_path)})
    assert [("KIWAME_PORT?" in w or "port?" in w or "sentry.projects?" in w) for w in loaded.warnings] == [True] * 3


@pytest.mark.parametrize("content", [b"port = ", b"\xff\xfe", b"port = 'x'"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"broken\.toml"):
        load({}, config=str(file))


def test_a_named_file_must_be_there_and_a_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not there"):
        load({}, config=str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match="cannot be read"):
        load({}, config=str(tmp_path))


def test_every_setting_describes_itself() -> None:
    for name, _, unit, doc in describe():
        assert name.startswith("KIWAME_")
        assert unit
        assert doc.endswith(".")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://見極め.example/errors/", "https://xn--ebkv82obeu.example/errors"),
        ("http://Bücher.example:8443", "http://xn--bcher-kva.example:8443"),
        ("https://kiwame.example.com/", "https://kiwame.example.com"),
    ],
)
def test_a_public_address_in_any_script_is_the_one_that_browsers_send(written: str, read: str) -> None:
    assert load({"KIWAME_PUBLIC_URL": written}).settings.public_url == read


@pytest.mark.parametrize(
    "written", ["https://\u202e.example", "https://" + "é" * 70 + ".example", "https://é..example"]
)
def test_a_public_address_that_is_no_name(written: str) -> None:
    with pytest.raises(SettingsError, match="an address"):
        load({"KIWAME_PUBLIC_URL": written})


def test_two_channels_of_one_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "kiwame.toml"
    file.write_text('[[channel]]\nname = "slack"\nurl = "https://hooks.slack.com/services/T/B/hidden"\n')
    assert [channel.name for channel in load({}, config=str(file)).settings.channels] == ["slack"]
    environment = {"KIWAME_SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T/B/secret"}
    with pytest.raises(SettingsError, match="rename it") as refused:
        load(environment, config=str(file))
    assert "secret" not in str(refused.value)
    assert "hidden" not in str(refused.value)


def test_a_wrong_severity_of_a_channel_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kiwame.toml"
    url = "https://hooks.slack.com/services/T/B/hidden"
    file.write_text(f'[[channel]]\nname = "slack"\nurl = "{url}"\nseverities = ["hihg"]\n')
    with pytest.raises(SettingsError, match="given severities out of critical, high, medium, low"):
        load({}, config=str(file))
