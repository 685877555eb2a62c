"""The kind of plugin that sends messages."""

from localgov_components.notifications import NOTIFICATION_PROVIDERS, NotificationProvider, OutboxFolder


def test_the_entry_point_group_is_the_one_that_plugins_are_told_of() -> None:
    assert NOTIFICATION_PROVIDERS.group == "localgov_components.notification_providers"


def test_our_own_provider_is_one() -> None:
    provider: NotificationProvider = OutboxFolder("outbox")
    assert provider.name == "outbox-folder"
    assert OutboxFolder.contract_version in NOTIFICATION_PROVIDERS.accepted_versions
