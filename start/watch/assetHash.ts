import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the hash by which the CDK names an asset that is a folder of text files: chosen by its library, not documented,
 * and the library itself takes longer to load than an edit shall take. Line ends are those of Unix in it.
 * https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/fs/fingerprint.ts
 */
export function assetHash(folder: string): string {
  const hash = createHash('sha256');
  const add = (name: string, value: string) => hash.update(`\u0001${name}\u0002${value}\u0003`);
  add('options.extra', '');
  add('options.follow', 'external');
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    const digest = createHash('sha256').update(text).digest('hex');
    add(`file:${file}`, `${Buffer.byteLength(text)}:${digest}`);
  }
  return hash.digest('hex');
}
