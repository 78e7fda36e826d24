"""What those who run Kiwame rely on: backup and restore, upgrade, container, unit file, reverse proxies."""
