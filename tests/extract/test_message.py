import io
import struct

import pytest

from workbench.extract import message


def test_names_of_any_bytes_cross():
    pipe = io.BytesIO()
    message.send(pipe, {"name": "a\udcff\u202e\n.txt"})
    pipe.seek(0)
    assert message.receive(pipe) == {"name": "a\udcff\u202e\n.txt"}
    assert message.receive(pipe) is None


def test_a_message_too_long_is_refused():
    with pytest.raises(OverflowError):
        message.receive(io.BytesIO(struct.pack(">Q", message.MOST + 1)))


@pytest.mark.parametrize("data", [b"abc", struct.pack(">Q", 4) + b"nul", struct.pack(">Q", 4) + b"null"])
def test_what_is_no_message_is_a_value_error(data):
    with pytest.raises((ValueError, struct.error)):
        message.receive(io.BytesIO(data))
