"""Addresses of one's own: of a scheduler, of a store. What stands on the open internet is refused."""

import ipaddress
import re

from workbench.errors import Refused

ADDRESS = re.compile(r"(?:(tcp|tls)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})")
ENDPOINT = re.compile(r"(https?)://(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?/?")
# Public clouds by the names under which their stores are reached. No list of them is ever whole.
CLOUDS = (
    "aliyuncs.com", "amazonaws.com", "amazonaws.com.cn", "appdomain.cloud", "backblazeb2.com", "cloudflarestorage.com",
    "digitaloceanspaces.com", "googleapis.com", "linodeobjects.com", "myhuaweicloud.com", "myqcloud.com",
    "oraclecloud.com", "ovh.net", "scw.cloud", "wasabisys.com", "windows.net", "yandexcloud.net",
)  # fmt: skip


def own(address: str) -> str:
    """The address of a scheduler, if it can be one of the user's own: a name, or a number that is not on the internet.

    Raises:
        Refused: it is no address, or one that anybody could reach.

    Example:
        >>> own("192.168.1.7:8786")
        'tcp://192.168.1.7:8786'
    """
    parts = ADDRESS.fullmatch(address)
    if not parts:
        raise Refused(address, "this is no address of a scheduler", "Write it as tcp://HOST:PORT or tls://HOST:PORT")
    if public(parts[2]):
        raise Refused(address, "this address is on the open internet, and testimonies are not sent there",
                      "Use a cluster in a network of your own (docs/cluster.md)")  # fmt: skip
    return f"{parts[1] or 'tcp'}://{parts[2]}:{parts[3]}"


def own_store(endpoint: str) -> tuple[str, str]:
    """The scheme and the host with its port of a store that speaks S3, if it can be one of the user's own.

    Raises:
        Refused: it is no address, or one that anybody could reach, or that of a public cloud.

    Example:
        >>> own_store("https://store.office:8333")
        ('https', 'store.office:8333')
    """
    parts = ENDPOINT.fullmatch(endpoint)
    if not parts:
        raise Refused(endpoint, "this is no address of an S3 store", "Write it as https://HOST:PORT")
    if public(parts[2]) or any(f".{parts[2]}".lower().endswith(f".{cloud}") for cloud in CLOUDS):
        raise Refused(endpoint, "this address is on the open internet, and evidence is not sent there",
                      "Use a store in a network of your own (docs/cluster.md)")  # fmt: skip
    return parts[1], f"{parts[2]}{parts[3] or ''}"


def public(host: str) -> bool:
    """True of a number that is routed on the internet; what a name points to is not looked up.

    Example:
        >>> public("8.8.8.8"), public("[fd00::7]"), public("scheduler.office")
        (True, False, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return False
