import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the hash by which the CDK names an asset that is a folder: chosen by its library, not documented, and the library
 * itself takes longer to load than an edit shall take.
 * https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/fs/fingerprint.ts
 */
export function assetHash(folder: string): string {
  const hash = createHash('sha256');
  const add = (name: string, value: string) => hash.update(`\u0001${name}\u0002${value}\u0003`);
  add('options.extra', '');
  add('options.follow', 'external');
  const addFiles = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).sort(byName)) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) addFiles(path);
      else add(`file:${path}`, contentHash(readFileSync(join(folder, path))));
    }
  };
  addFiles('');
  return hash.digest('hex');
}

const byName = (a: { readonly name: string }, b: typeof a) => (a.name < b.name ? -1 : 1);

/** The library reads text in pieces of this size, and a character that lies in two of them counts as broken. */
const PIECE = 8 * 1024;

/** A file with a zero byte in its first piece counts as it is; of others the line ends of Unix. */
function contentHash(content: Buffer): string {
  const hash = createHash('sha256');
  let size = 0;
  let held = '';
  const add = (data: Buffer) => {
    size += data.length;
    hash.update(data);
  };
  const isBinary = content.subarray(0, PIECE).includes(0);
  for (let at = 0; at < content.length; at += PIECE) {
    const piece = content.subarray(at, at + PIECE);
    if (isBinary) {
      add(piece);
      continue;
    }
    const text = held + piece.toString();
    // The end of a line may go on in the next piece.
    held = text.endsWith('\r') ? text : '';
    if (held === '') add(Buffer.from(text.replaceAll('\r\n', '\n')));
  }
  // What is left at the end is not counted in the size.
  hash.update(held);
  return `${size}:${hash.digest('hex')}`;
}
