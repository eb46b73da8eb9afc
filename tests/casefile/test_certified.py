"""From the certificate that signed an answer a way leads up to one that is named, or none does."""

from pathlib import Path

from workbench.casefile.certified import rests_on
from workbench.casefile.stamp import _carried, _decoded, request, trusted


def test_the_way_leads_from_the_signer_to_the_root_and_to_no_other(authority, tmp_path: Path) -> None:
    below, other = authority.again(tmp_path / "one").below(), authority.again(tmp_path / "other")
    answer, _ = _decoded(below.answer(request(b"data", "00ff"), below.certificate), "a.tsr")
    carried = _carried(answer, "a.tsr")
    root, middle = trusted(below.certificate, "ca.pem")
    (stranger,) = trusted(other.certificate, "ca.pem")
    named = [[root], [middle], [root, middle]]
    for one in named:
        names = [each.subject.rfc4514_string() for each in rests_on(answer, carried, one)]
        assert names == ["CN=Test TSA", "CN=Test Middle", "CN=Test CA"]
    assert stranger.subject == root.subject and rests_on(answer, carried, [stranger]) == []
