import { zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createExpiringMap } from '../../platform/createExpiringMap.ts';
import { HEX } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';
import type { FunctionConfiguration } from './Lambda.ts';
import { readCode } from './unpackCode.ts';

/** The deployed code of functions as ZIP archives, and the addresses under which they can be had without a signature. */
export interface CodeLinks {
  /** An address for a while, which nobody can guess. */
  linkTo(configuration: FunctionConfiguration): string;
  /** The archive of an address's path; undefined where there is none, or not any more. */
  download(path: string): Promise<Uint8Array> | undefined;
  /** What a function's configuration says of its archive. */
  describe(
    configuration: FunctionConfiguration,
  ): Promise<{ readonly CodeSha256: string; readonly CodeSize: number }>;
}

/** Documented: ten minutes. https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
const LINK_LIFE_MS = 600_000;
/** Chosen; an address more drops the oldest. */
const MOST_LINKS = 1000;

export function createCodeLinks({ clock, random, account }: World, awsEndpointUrl: () => string): CodeLinks {
  const links = createExpiringMap<FunctionConfiguration>(clock, {
    lifeMs: LINK_LIFE_MS,
    maxEntries: MOST_LINKS,
  });
  const described = new WeakMap<FunctionConfiguration, ReturnType<CodeLinks['describe']>>();

  return {
    linkTo(configuration) {
      // As in the bucket where Lambda keeps code.
      const path = `/snapshots/${account.accountId}/${configuration.functionName}-${random.text(32, HEX)}`;
      links.set(path, configuration);
      return awsEndpointUrl() + path;
    },
    download(path) {
      const configuration = links.get(path);
      return configuration && packCode(configuration);
    },
    describe(configuration) {
      const known = described.get(configuration) ?? describeArchive(configuration);
      described.set(configuration, known);
      return known;
    },
  };
}

async function describeArchive(configuration: FunctionConfiguration) {
  const archive = await packCode(configuration);
  return { CodeSha256: createHash('sha256').update(archive).digest('base64'), CodeSize: archive.length };
}

/** Of every file in an archive, so that the same code has the same hash wherever it was bundled. ZIP knows no earlier year. */
const MODIFIED = '1980-01-01T00:00:00';

/**
 * A function's code as the ZIP archive that was deployed: as it is where it was one, or else made of its files, uncompressed,
 * because it stays on this machine.
 */
async function packCode(configuration: FunctionConfiguration): Promise<Uint8Array> {
  const { archive, inlineCode, codePath } = configuration;
  if (archive !== undefined) return archive;
  if (inlineCode === undefined && !(await stat(codePath)).isDirectory()) return readFile(codePath);
  return zipSync(Object.fromEntries(await readCode(configuration)), { level: 0, mtime: MODIFIED });
}
