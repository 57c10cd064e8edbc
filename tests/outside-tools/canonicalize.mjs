// Each line of JSON that comes in goes out as the package "canonicalize" writes it (RFC 8785).
import { createInterface } from 'node:readline';
import canonicalize from 'canonicalize';

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(canonicalize(JSON.parse(line)) + '\n');
}
