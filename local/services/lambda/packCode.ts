import { zipSync } from 'fflate';
import { readFile, stat } from 'node:fs/promises';
import type { FunctionConfiguration } from './Lambda.ts';
import { readCode } from './unpackCode.ts';

/** Of every file in an archive, so that the same code has the same hash wherever it was bundled. ZIP knows no earlier year. */
const MODIFIED = '1980-01-01T00:00:00';

/**
 * A function's code as the ZIP archive that was deployed: as it is where it was one, or else made of its files, uncompressed,
 * because it stays on this machine.
 */
export async function packCode(configuration: FunctionConfiguration): Promise<Uint8Array> {
  const { archive, inlineCode, codePath } = configuration;
  if (archive !== undefined) return archive;
  if (inlineCode === undefined && !(await stat(codePath)).isDirectory()) return readFile(codePath);
  return zipSync(Object.fromEntries(await readCode(configuration)), { level: 0, mtime: MODIFIED });
}
