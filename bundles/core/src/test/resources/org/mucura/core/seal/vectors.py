"""Makes vectors.properties, the known answers for contents at rest, from docs/format.md alone.

Run once, with Python's cryptography 50.0.2 (OpenSSL's AES): python3 vectors.py > vectors.properties
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap_with_padding

PIECE = 65536


def named(label, length):
    """Bytes that look random and are always the same."""
    return hashlib.sha256(label.encode()).digest()[:length]


def plaintext(size):
    return bytes((i * 31 + (i >> 8) * 17 + (i >> 16)) & 0xFF for i in range(size))


def crc32c(data):
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
        table.append(n)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def sealed(plain, key, content_id):
    out = b""
    last = 0 if not plain else (len(plain) - 1) // PIECE
    for number in range(last + 1):
        piece = plain[number * PIECE : (number + 1) * PIECE]
        nonce = bytes([0, 0, 0, 1 if number == last else 0]) + number.to_bytes(8, "big")
        associated = bytes([1]) + content_id + number.to_bytes(8, "big")
        out += AESGCM(key).encrypt(nonce, piece, associated)
    return out


def derived(master, label):
    return hmac.new(master, label.encode(), hashlib.sha256).digest()


master, bucket = named("master", 32), named("bucket", 32)
print("# made by vectors.py")
print("master.key =", master.hex())
print("master.id =", derived(master, "mucura master key id")[:8].hex())
print("master.check =", aes_key_wrap_with_padding(master, bytes(16)).hex())
print("bucket.key =", bucket.hex())
print("bucket.wrapped =", aes_key_wrap_with_padding(master, bucket).hex())
nonce = named("nonce", 12)
secret = AESGCM(derived(master, "mucura account secrets")).encrypt(
    nonce, b"the secret of an access key", b"MUABCDEFGHIJKLMNOPQR"
)
print("secret.nonce =", nonce.hex())
print("secret.sealed =", secret.hex())
for size in (0, 1, 65535, 65536, 65537, 131072, 200000):
    data, content_id = named("data %d" % size, 32), named("id %d" % size, 16)
    contents = sealed(plaintext(size), data, content_id)
    print("%d.id =" % size, content_id.hex())
    print("%d.data =" % size, data.hex())
    print("%d.wrapped =" % size, aes_key_wrap_with_padding(bucket, data).hex())
    print("%d.sealed.size =" % size, len(contents))
    print("%d.sealed.sha256 =" % size, hashlib.sha256(contents).hexdigest())
    print("%d.sealed.crc32c =" % size, "%08x" % crc32c(contents))
    print("%d.sealed.end =" % size, contents[-32:].hex())
