"""Addresses: those of one's own are taken, and none that strangers could answer at."""

import pytest

from workbench.cluster.address import own, own_store
from workbench.errors import Refused


@pytest.mark.parametrize(
    "address", ["8.8.8.8:8786", "tls://[2001:4860:4860::8888]:8786", "http://10.0.0.5:80", "scheduler"]
)
def test_a_scheduler_on_the_open_internet_or_none_at_all_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        own(address)


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "tls://[fd00::7]:8786", "tcp://scheduler.office:8786"])
def test_a_scheduler_of_ones_own_is_taken(address: str) -> None:
    assert own(address).endswith(":8786")


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("https://8.8.8.8", "open internet"),
        ("https://s3.eu-central-1.amazonaws.com", "open internet"),
        ("https://S3.AmazonAWS.com:443/", "open internet"),
        ("store.office:8333", "no address of an S3 store"),
        ("https://own:secret@store.office", "no address of an S3 store"),
    ],
)
def test_a_store_of_strangers_is_refused(endpoint: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        own_store(endpoint)


def test_a_store_of_ones_own_is_taken() -> None:
    assert own_store("http://10.0.0.5:8333/") == ("http", "10.0.0.5:8333")
    assert own_store("https://[fd00::7]") == ("https", "[fd00::7]")
