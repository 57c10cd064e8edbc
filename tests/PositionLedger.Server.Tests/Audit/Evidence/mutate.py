"""Changes a bundle in many places, one bit at a time, and asks its own verify.py what it says of it.

    python3 mutate.py FOLDER ZIP

FOLDER is the unpacked bundle. It prints what was taken for evidence though it was changed, and how many changes were tried.
"""
import hashlib
import importlib.util
import sys

# In these every byte is changed, in the others some.
EVERY_BYTE = ("answer.json", "checkpoint", "seal", "keys.vkey", "consistency.json")

# Nothing but SHA256SUMS vouches for these: nothing in them is signed, or they are derived by the rule, or they are the checker itself.
DERIVED = ("VERIFY.md", "ro-crate-metadata.json", "verify.py", "explanation.json", "replay.ndjson")


def places(data, count):
    """Offsets and bits: the first and the last byte, and those between at even distances."""
    step = max(1, (len(data) - 1) // count)
    return [(at, at % 8) for at in sorted(set(range(0, len(data), step)) | {len(data) - 1})]


def changed(files, name, at, bit):
    data = bytearray(files[name])
    data[at] ^= 1 << bit
    return {**files, name: bytes(data)}


def summed(files):
    """The same with the sums that a forger would put right."""
    lines = ["%s  %s\n" % (hashlib.sha256(files[name]).hexdigest(), name) for name in sorted(files) if name != "SHA256SUMS"]
    return {**files, "SHA256SUMS": "".join(lines).encode("utf-8")}


def main(folder, zipped):
    spec = importlib.util.spec_from_file_location("verify", folder + "/verify.py")
    verify = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(verify)
    files = verify.load(zipped)
    if files != verify.load(folder) or is_refused(verify, files):
        return "the bundle itself is refused: %s" % verify.verify(files)

    attempts = []
    for name in sorted(files):
        data, without = files[name], {other: content for other, content in files.items() if other != name}
        attempts += [("bit %d of byte %d of %s" % (bit, at, name), changed(files, name, at, bit)) for at, bit in places(data, 6)]
        attempts.append(("without %s" % name, without))
        if name not in DERIVED + ("SHA256SUMS",):
            attempts += [("bit %d of byte %d of %s, with its sum" % (bit, at, name), summed(changed(files, name, at, bit)))
                         for at, bit in places(data, len(data) if name in EVERY_BYTE else 16)]
        # An event may be there without its text: it is told that it can't be checked.
        if name != "SHA256SUMS" and not name.startswith("disclosures/"):
            attempts.append(("without %s and its sum" % name, summed(without)))
    passed = [what for what, forged in attempts if not is_refused(verify, forged)]
    return "\n".join(passed) or "%d changes were refused" % len(attempts)


def is_refused(verify, files):
    return any(verdict == verify.FAILED for verdict, _ in verify.verify(files))


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
