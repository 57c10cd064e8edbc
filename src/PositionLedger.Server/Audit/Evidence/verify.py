#!/usr/bin/env python3
"""Checks an evidence bundle of PositionLedger, with nothing but Python 3.8 or later: no network, no PositionLedger.

    python3 verify.py [--key VKEY] [FOLDER or ZIP]

It prints one line a check: verified, FAILED or could not be checked.
It exits with 0 when nothing failed, with 1 when something did, with 2 when it was called wrongly.

Read it, or take it from somebody you trust: whoever could forge a bundle could put another verify.py into it.
"""
import argparse
import base64
import binascii
import decimal
import functools
import hashlib
import json
import os
import re
import sys
import zipfile

VERIFIED, FAILED, NOT_CHECKED = "verified", "FAILED", "could not be checked"

NUMBER = r"(?:0|[1-9][0-9]*)"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
SINGLE = ["VERIFY.md", "answer.json", "checkpoint", "explanation.json", "keys.vkey", "replay.ndjson", "ro-crate-metadata.json",
          "seal", "verify.py"]
PART = re.compile(r"(entries|disclosures)/%s\.json|proofs/%s\.tlog-proof" % (NUMBER, NUMBER))


class Failed(Exception):
    """Why a check failed."""


class NotChecked(Exception):
    """What could not be checked, and how one can."""


def need(condition, why):
    if not condition:
        raise Failed(why)


# Ed25519: RFC 8032, section 5.1. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(encoded):
    """Section 5.1.3; None where the bytes are no point."""
    y = int.from_bytes(encoded, "little")
    y, sign = y & ((1 << 255) - 1), y >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(encoded) != 32 or y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def add(a, b):
    """Section 5.1.4."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * D * a[3] * b[3], 2 * a[2] * b[2]
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, a):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, a)
        number, a = number >> 1, add(a, a)
    return total


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=None)
def is_signature(key, message, signature):
    """Section 5.1.7: S*B = R + k*A."""
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(k, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# Merkle tree: RFC 9162, section 2.1, with SHA-256.

def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def root_from(leaf, index, size, path):
    """Section 2.1.3.2: the root that the path leads to from a leaf."""
    need(index < size, "leaf %d is not below %d" % (index, size))
    at, last, root = index, size - 1, leaf
    for sibling in path:
        need(last > 0, "the path of leaf %d is too long" % index)
        if at & 1 or at == last:
            root = node(sibling, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node(root, sibling)
        at, last = at >> 1, last >> 1
    need(last == 0, "the path of leaf %d is too short" % index)
    return root


def is_consistent(old_size, old_root, size, root, path):
    """Section 2.1.4.2: whether the larger tree begins with the smaller one."""
    path = list(path)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not 0 < old_size < size or not path:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old, new = path[0], path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node(sibling, old), node(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == root


# Texts: RFC 4648 (base64), RFC 8259 (JSON), RFC 8785 (canonical JSON), C2SP signed-note.

def unbase64(text, length):
    """The bytes, if this is the one way of writing so many in base64."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise Failed("%r is no base64" % text)
    need(len(data) == length and base64.b64encode(data).decode() == text, "%r is not %d bytes in base64" % (text, length))
    return data


@functools.lru_cache(maxsize=None)
def parse(data):
    """JSON without a member twice and without NaN."""
    def members(pairs):
        need(len(dict(pairs)) == len(pairs), "a JSON object has a member twice")
        return dict(pairs)

    def constant(name):
        raise Failed("%s is no JSON" % name)
    return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=constant)


def canonical(value):
    """RFC 8785, as text."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{%s}" % ",".join(canonical(name) + ":" + canonical(value[name]) for name in names)
    if isinstance(value, list):
        return "[%s]" % ",".join(map(canonical, value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(float(value))
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """RFC 8785, section 3.2.2.3: as ECMAScript writes numbers."""
    need(abs(value) != float("inf"), "a number is too large")
    if value == 0:
        return "0"
    sign, digits, exponent = decimal.Decimal(repr(value)).as_tuple()
    point_at = len(digits) + exponent
    digits = "".join(map(str, digits)).rstrip("0")
    if 0 < point_at <= 21:
        text = digits.ljust(point_at, "0")
        text = text[:point_at] + ("." + text[point_at:] if text[point_at:] else "")
    elif -6 < point_at <= 0:
        text = "0." + "0" * -point_at + digits
    else:
        text = digits[0] + ("." + digits[1:] if digits[1:] else "") + "e%+d" % (point_at - 1)
    return ("-" if sign else "") + text


def key_of(line):
    """C2SP signed-note: name+id+base64(type, key); the id is the beginning of a hash of the rest, type 1 is Ed25519."""
    name, key_id, text = (line.split("+", 2) + ["", ""])[:3]
    typed = unbase64(text, 33)
    need(name and not re.search(r"\s", name), "a key has no name")
    need(typed[0] == 1, "the key of %s is not one for Ed25519" % name)
    need(key_id == sha256(name.encode("utf-8") + b"\n" + typed)[:4].hex(), "the key of %s has another id" % name)
    return name, bytes.fromhex(key_id), typed[1:]


def signed_text(note, keys):
    """C2SP signed-note: the text of a note that each of these keys has signed."""
    text, separator, lines = note.decode("utf-8").rpartition("\n\n")
    need(separator and lines.endswith("\n"), "it is no signed note")
    text += "\n"
    signatures = [re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line) for line in lines[:-1].split("\n")]
    need(all(signatures), "a signature is no signature line")
    for name, key_id, key in keys:
        own = [unbase64(s.group(2), 68) for s in signatures if s.group(1) == name]
        own = [data[4:] for data in own if data[:4] == key_id]
        need(own, "%s+%s did not sign it" % (name, key_id.hex()))
        need(all(is_signature(key, text.encode("utf-8"), data) for data in own), "the signature of %s is wrong" % name)
    return text


class Bundle:
    """The files, and what is read from them; whatever can't be read fails the check that asks for it."""

    def __init__(self, files, trusted=None):
        self.files, self.trusted = files, trusted

    def keys(self):
        lines = self.files["keys.vkey"].decode("utf-8").split("\n")
        need(len(lines) > 1 and lines.pop() == "", "keys.vkey is not lines of keys")
        return [key_of(line) for line in lines]

    def checkpoint(self):
        """C2SP tlog-checkpoint: origin, size and root."""
        text = signed_text(self.files["checkpoint"], self.keys())
        match = re.fullmatch("([^\n]+)\n(%s)\n([^\n]+)\n" % NUMBER, text)
        need(match, "it is not three lines: origin, size and root")
        need(all(name == match.group(1) for name, _, _ in self.keys()), "its origin is not the name of the keys")
        return text, int(match.group(2)), unbase64(match.group(3), 32)

    def sealed_at(self):
        text = signed_text(self.files["seal"], self.keys())
        match = re.fullmatch("positionledger\\.seal/1\n%s(%s)\n(?:first|after %s)\n" % (re.escape(self.checkpoint()[0]), MOMENT, MOMENT), text)
        need(match, "it is not of the checkpoint's origin, size and root")
        return match.group(1)

    def leaves(self, folder="entries"):
        return sorted(int(re.split("[/.]", name)[1]) for name in self.files if name.startswith(folder + "/"))

    def entry(self, leaf):
        data = self.files["entries/%d.json" % leaf]
        entry = parse(data)
        need(set(entry) == {"commitment", "event", "recordedAt", "v"} and entry["v"] == 1, "entry %d is of another form" % leaf)
        need(canonical(entry).encode("utf-8") == data, "entry %d is not canonical" % leaf)
        need(re.fullmatch(MOMENT, entry["recordedAt"]), "entry %d has no time" % leaf)
        return entry

    def events(self):
        """The disclosed events, by leaf."""
        return {leaf: parse(self.files["disclosures/%d.json" % leaf])["event"] for leaf in self.leaves("disclosures")}

    def answer(self):
        return parse(self.files["answer.json"])

    def explanation(self):
        return parse(self.files["explanation.json"])


# The checks. Each returns what is verified, or raises.

def the_files(bundle):
    for name in SINGLE + ["SHA256SUMS"]:
        need(name in bundle.files, "there is no %s" % name)
    names = sorted(name for name in bundle.files if name != "SHA256SUMS")
    for name in names:
        need(name in SINGLE or name == "consistency.json" or PART.fullmatch(name), "%r is no part of a bundle" % name)
    sums = "".join("%s  %s\n" % (hashlib.sha256(bundle.files[name]).hexdigest(), name) for name in names)
    need(bundle.files["SHA256SUMS"] == sums.encode("utf-8"), "the files are not those of SHA256SUMS")
    return "%d files are those of SHA256SUMS" % len(names)


def the_checkpoint(bundle):
    text, size, _ = bundle.checkpoint()
    return "the checkpoint of %s is signed: %d events" % (text.split("\n")[0], size)


def the_seal(bundle):
    return "the seal says that they were sealed at %s" % bundle.sealed_at()


def the_key(bundle):
    if bundle.trusted is None:
        raise NotChecked("whose keys.vkey is: ask for the ledger's key by another way, and give it as --key")
    need(any(key_of(line) in bundle.keys() for line in bundle.trusted.split()), "the key that was given is not in keys.vkey")
    return "the key that was given is among those that signed"


def the_entries(bundle):
    _, size, root = bundle.checkpoint()
    leaves = bundle.leaves()
    need(leaves and leaves == bundle.leaves("proofs"), "not every entry has its proof")
    for leaf in leaves:
        # C2SP tlog-proof: a mark, the index, the path, an empty line, the checkpoint.
        proof = bundle.files["proofs/%d.tlog-proof" % leaf].decode("utf-8")
        head, _, checkpoint = proof.partition("\n\n")
        mark, index, path = (head.split("\n") + [""])[0], (head.split("\n") + [""])[1], head.split("\n")[2:]
        need(mark == "c2sp.org/tlog-proof@v1" and index == "index %d" % leaf, "proof %d is of another form" % leaf)
        need(checkpoint.encode("utf-8") == bundle.files["checkpoint"], "proof %d leads to another checkpoint" % leaf)
        bundle.entry(leaf)
        hashed = sha256(b"\x00" + bundle.files["entries/%d.json" % leaf])
        need(root_from(hashed, leaf, size, [unbase64(line, 32) for line in path]) == root, "entry %d is not in the tree" % leaf)
    return "%d entries are in the tree of the checkpoint" % len(leaves)


def the_events(bundle):
    leaves = bundle.leaves("disclosures")
    need(set(leaves) <= set(bundle.leaves()), "an event has no entry")
    for leaf in leaves:
        data, entry = bundle.files["disclosures/%d.json" % leaf], bundle.entry(leaf)
        disclosed = parse(data)
        need(set(disclosed) == {"event", "salt"} and canonical(disclosed).encode("utf-8") == data, "event %d is not canonical" % leaf)
        need(re.fullmatch("[0-9a-f]{64}", disclosed["salt"]), "event %d has no salt" % leaf)
        event = disclosed["event"]
        commitment = sha256(bytes.fromhex(disclosed["salt"]) + canonical(event).encode("utf-8")).hex()
        need(commitment == entry["commitment"], "event %d is not the one that its entry commits to" % leaf)
        need((event["id"], event["recordedAt"]) == (entry["event"], entry["recordedAt"]), "event %d is not its entry's" % leaf)
    if len(leaves) < len(bundle.leaves()):
        raise NotChecked("%d of %d events, of which no text is disclosed: ask the ledger whether they were erased"
                         % (len(bundle.leaves()) - len(leaves), len(bundle.leaves())))
    return "%d events are those that the entries commit to" % len(leaves)


def the_times(bundle):
    sealed_at = bundle.sealed_at()
    for leaf in bundle.leaves():
        need(bundle.entry(leaf)["recordedAt"] <= sealed_at, "entry %d was recorded after it was sealed" % leaf)
    return "every entry was recorded before it was sealed"


def the_size(bundle):
    answer, (_, size, _) = bundle.answer(), bundle.checkpoint()
    known = answer["ledger"]
    need(set(known) == {"size", "root", "sealedAt", "pending"} and known["pending"] == 0, "the answer's ledger is of another form")
    need(type(known["size"]) is int and bundle.leaves()[-1] < known["size"] <= size, "the answer is of another size")
    need(micros(known["sealedAt"]) == bundle.sealed_at(), "the answer was sealed at another time")
    path = "/api/v1/parties/%s/stances/%s" % (answer["party"], answer["issue"])
    query = "?on=%s&ledgerSize=%d&policy=%s&format=1" % (answer["on"], known["size"], answer["policy"])
    need(answer["permalink"] == path + query, "the answer is another one than its permalink says")
    need(bundle.explanation()["permalink"] == path + "/explanation" + query, "the explanation is of another answer")
    return "the answer is of the first %d events" % known["size"]


def the_consistency(bundle):
    known, (_, size, root) = bundle.answer()["ledger"], bundle.checkpoint()
    old_root = unbase64(known["root"], 32)
    if known["size"] == size:
        need("consistency.json" not in bundle.files and old_root == root, "the answer's root is not the checkpoint's")
        return "the answer's root is the checkpoint's"
    proof = parse(bundle.files["consistency.json"])
    need(set(proof) == {"from", "to", "proof"} and (proof["from"], proof["to"]) == (known["size"], size), "it is of other sizes")
    path = [unbase64(text, 32) for text in proof["proof"]]
    need(is_consistent(known["size"], old_root, size, root, path), "the checkpoint's tree does not begin with the answer's")
    return "the checkpoint's tree begins with that of the answer"


def the_statements(bundle):
    answer, explanation, events = bundle.answer(), bundle.explanation(), bundle.events().values()
    own = "party/" + answer["party"]
    blocs = {"party/" + e["body"]["bloc"] for e in events
             if e["type"] == "membership.recorded.v1" and e["stream"] == own and e["body"].get("speaksFor")}
    recorded = {e["body"]["id"]: e["stream"] for e in events
                if e["type"] == "statement.recorded.v1" and e["body"]["body"]["issue"] == answer["issue"]}
    cited = [answer["governedBy"]] if answer["governedBy"] else []
    cited += answer["contested"] + answer["reaffirmedBy"] + answer["divergingVoices"]
    cited += [signal["statement"] for signal in answer["signals"]]
    considered = [said["statement"] for said in explanation["considered"]]
    missing = set(cited + considered) - set(recorded)
    if missing and len(events) < len(bundle.leaves()):
        raise NotChecked("%d statements that the answer cites may be among the events that are not disclosed" % len(missing))
    need(not missing, "the answer cites a statement that is not among the events: %s" % ", ".join(sorted(missing)))
    need(set(cited) <= set(considered), "the answer cites a statement that its explanation does not")
    need(all(recorded[said] in blocs | {own} for said in considered), "a statement is of a party that does not speak here")
    need(all(said in considered for said, stream in recorded.items() if stream == own), "a statement of the party was passed over")
    return "every one of the %d statements that the answer considers is among the events" % len(considered)


def the_replay(bundle):
    answer, events, leaves = bundle.answer(), bundle.events(), bundle.leaves()
    lines = bundle.files["replay.ndjson"].split(b"\n")
    need(lines.pop() == b"" and len(lines) == len(leaves), "it has not one line for each event")
    steps = [parse(line) for line in lines]
    for leaf, step in zip(leaves, steps):
        need(set(step) == {"leaf", "event", "stream", "version", "type", "stance"}, "line of leaf %d is of another form" % leaf)
        need((step["leaf"], step["event"]) == (leaf, bundle.entry(leaf)["event"]), "line of leaf %d is of another event" % leaf)
        need(leaf not in events or all(step[name] == events[leaf][name] for name in ("stream", "version", "type")),
             "line of leaf %d is not as the event" % leaf)
    cell = {name: value for name, value in answer.items() if name not in ("on", "policy", "ledger", "permalink")}
    need(canonical(steps[-1]["stance"]) == canonical(cell), "it does not end with the answer")
    return "the replay goes through every event and ends with the answer"


def the_explanation(bundle):
    answer, explanation = bundle.answer(), bundle.explanation()
    for name in ("party", "issue", "on", "stance", "governedBy", "certainty", "possible", "policy", "ledger"):
        need(explanation[name] == answer[name], "its %s is not the answer's" % name)
    return "the explanation is of the answer"


def the_rule(bundle):
    raise NotChecked("whether rule %s gives this answer, which nobody has signed: compare answer.json with what the ledger says at its "
                     "permalink, or apply the rule's text (GET /api/v1/policies/%s) to disclosures/" % (2 * (bundle.answer()["policy"],)))


def the_rest(bundle):
    raise NotChecked("whether the ledger holds more about it that was left out: ask it for GET /api/v1/audit/rows, or run ledger verify")


def the_world(bundle):
    raise NotChecked("whether it shows everybody the same checkpoint: compare with one that somebody else got, or has cosigned")


CHECKS = [the_files, the_checkpoint, the_seal, the_key, the_entries, the_events, the_times, the_size, the_consistency, the_statements,
          the_replay, the_explanation, the_rule, the_rest, the_world]


def micros(moment):
    """A time as the answer writes it, with as many decimals as it has, in the form of the seal."""
    match = re.fullmatch(r"([0-9T:-]{19})(?:\.([0-9]{1,6}))?Z", moment)
    need(match, "%r is no time" % moment)
    return "%s.%sZ" % (match.group(1), (match.group(2) or "").ljust(6, "0"))


def verify(files, trusted=None):
    """Runs all checks on {name: bytes}; trusted is a verifier key as text, or several with spaces between them."""
    results = []
    for check in CHECKS:
        try:
            results.append((VERIFIED, check(Bundle(files, trusted))))
        except NotChecked as what:
            results.append((NOT_CHECKED, str(what)))
        except Exception as why:  # whatever a forger wrote must not stop the other checks
            results.append((FAILED, "%s: %s" % (check.__name__.replace("_", " "), why or type(why).__name__)))
    return results


def load(path):
    """The files of a zip; of a folder those that may belong to a bundle."""
    if os.path.isfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            need(len(set(names)) == len(names), "the zip has a file twice")
            return {name: archive.read(name) for name in names}
    names = [name for name in SINGLE + ["SHA256SUMS", "consistency.json"] if os.path.isfile(os.path.join(path, name))]
    for folder in ("entries", "disclosures", "proofs"):
        inside = os.path.join(path, folder)
        names += [folder + "/" + name for name in (os.listdir(inside) if os.path.isdir(inside) else [])]
    files = {}
    for name in names:
        with open(os.path.join(path, *name.split("/")), "rb") as file:
            files[name] = file.read()
    return files


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--key", metavar="VKEY", help="the ledger's verifier key, as you got it from somewhere else")
    arguments.add_argument("bundle", nargs="?", default=here, help="a folder or a zip; where it is left out, the folder of this file")
    given = arguments.parse_args()
    try:
        files = load(given.bundle)
    except (OSError, zipfile.BadZipFile, Failed) as why:
        print("%-21s it can't be read: %s" % (FAILED, why))
        return 1
    results = verify(files, given.key)
    for verdict, what in results:
        # What a forger wrote must not move the cursor.
        print("%-21s %s" % (verdict, "".join(c if " " <= c <= "~" else "?" for c in what)))
    return 1 if any(verdict == FAILED for verdict, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main())
