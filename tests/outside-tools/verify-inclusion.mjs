// Each line that comes in holds a key, a signed checkpoint, an entry and its proof; "accepted" goes out, or "refused" and why,
// as sigstore's verifier sees it. That part of it is no public export: its version is pinned.
import { createPublicKey } from 'node:crypto';
import { createInterface } from 'node:readline';
import tlog from '@sigstore/verify/dist/tlog/index.js';

function verify({ name, keyId, publicKey, note, entry, index, proof }) {
  const bytes = (base64) => Buffer.from(base64, 'base64');
  const x = bytes(publicKey).toString('base64url');
  const ledger = {
    baseURL: name,
    logID: bytes(keyId),
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  };
  tlog.verifyTLogInclusion({
    canonicalizedBody: bytes(entry),
    inclusionProof: { checkpoint: { envelope: note }, logIndex: index, hashes: proof.map(bytes) },
  }, [ledger]);
}

for await (const line of createInterface({ input: process.stdin })) {
  const claim = JSON.parse(line);
  try {
    verify(claim);
    process.stdout.write('accepted\n');
  } catch (error) {
    process.stdout.write(`refused: ${String(error.message).split('\n')[0]}\n`);
  }
}
