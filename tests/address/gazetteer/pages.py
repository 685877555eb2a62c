"""What is on a page of addresses, in few words."""

from localgov_components.address import AddressPage, address_label


def labels(page: AddressPage) -> list[str]:
    """Its labels, as far as the town of the examples."""
    return [address_label(address).partition(", Ambleford")[0] for address in page.addresses]


def numbers(page: AddressPage) -> list[int]:
    """Its UPRNs."""
    return [address.uprn.number for address in page.addresses]
