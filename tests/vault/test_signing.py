"""What this installation signed, it recognises; nothing else."""

from safetynet.vault import Purpose, Roots, Signer


def test_a_signature_fits_its_bytes_and_no_others(roots: Roots) -> None:
    signer = Signer(roots.secret_key(Purpose.CHECKPOINT))
    signature = signer.sign(b"size 12")
    assert signer.signed(b"size 12", signature)
    assert not signer.signed(b"size 13", signature)
    assert not signer.signed(b"size 12", bytes(64))
    assert not signer.signed(b"size 12", signature[:-1])
    assert not Signer(bytes(32)).signed(b"size 12", signature)


def test_the_key_is_that_of_rfc_8032() -> None:
    """Test 1 of section 7.1."""
    seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    signer = Signer(bytes.fromhex(seed))
    assert signer.public.hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert signer.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873")
