import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hashOf, type Pact, textOf } from './pact/Pact.ts';

const root = join(import.meta.dirname, 'pacts');
const LEDGER = 'test/contracts/pacts/versions.json';

/** What became of each version of a consumer. */
interface Ledger {
  /** The hash of each that somebody may still use. */
  readonly kept: Readonly<Record<string, string>>;
  /** Those that nobody uses any more: since which deployment, and how that is known. Their files are gone. */
  readonly retired: Readonly<Record<string, { readonly deployment: string; readonly because: string }>>;
}

const readLedgers = (): Record<string, Ledger> =>
  existsSync(join(root, 'versions.json'))
    ? JSON.parse(readFileSync(join(root, 'versions.json'), 'utf8'))
    : {};

const NONE: Ledger = { kept: {}, retired: {} };

const fileOf = (consumer: string, version: string) => join(root, consumer, `${version}.json`);

/** The versions of a consumer that somebody may still use, the newest first. */
export function keptVersions<Kept extends Pact>(consumer: string): KeptVersion<Kept>[] {
  const { kept } = readLedgers()[consumer] ?? NONE;
  return (
    Object.keys(kept)
      .sort((a, b) => Number(b) - Number(a))
      // As it was written; that nobody changed it is a test.
      .map((version) => ({
        version,
        pact: JSON.parse(readFileSync(fileOf(consumer, version), 'utf8')) as Kept,
      }))
  );
}

export interface KeptVersion<Kept extends Pact = Pact> {
  readonly version: string;
  readonly pact: Kept;
}

/** Each version with what no newer one asks just so: what two of them ask alike is verified once. */
export function askedOnce<Kept extends Pact>(newestFirst: readonly KeptVersion<Kept>[]): KeptVersion<Kept>[] {
  const seen = new Set<string>();
  return newestFirst.map(({ version, pact }) => {
    const interactions = pact.interactions.filter((each) => !seen.has(JSON.stringify(each)));
    for (const each of interactions) seen.add(JSON.stringify(each));
    return { version, pact: { ...pact, interactions } };
  });
}

/** What is wrong with the ledger of a consumer: a file that was changed or that nobody lists, a version that was lost or not retired properly. */
export function ledgerFaults(
  consumer: string,
  ledger: Ledger = readLedgers()[consumer] ?? NONE,
  files: Readonly<Record<string, string>> = readFiles(consumer),
): string[] {
  const { kept, retired } = ledger;
  const newest = Math.max(0, ...[...Object.keys(kept), ...Object.keys(retired)].map(Number));
  const numbers = Array.from({ length: newest }, (_, index) => String(index + 1));
  return [
    ...numbers
      .filter((version) => !(version in kept) && !(version in retired))
      .map((version) => `${version} was lost: keep it, or say which deployment retired it`),
    ...numbers
      .filter((version) => version in kept && version in retired)
      .map((version) => `${version} is kept and retired`),
    ...Object.entries(kept).flatMap(([version, hash]) => {
      const text = files[version];
      if (text === undefined) return [`${version} has no file`];
      return hashOf(text) === hash ? [] : [`${version} was changed: versions are added, and never changed`];
    }),
    ...Object.keys(files)
      .filter((version) => !(version in kept))
      .map((version) => `${version} is in no ledger`),
    ...Object.entries(retired)
      .filter(([, { deployment, because }]) => !deployment?.trim() || !because?.trim())
      .map(([version]) => `${version} is retired by no deployment, or for no reason`),
  ];
}

const readFiles = (consumer: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, consumer)).map((name) => [
      name.replace('.json', ''),
      readFileSync(join(root, consumer, name), 'utf8'),
    ]),
  );

/**
 * Holds the newest version of a consumer to what its source counts on. With `--update` what differs becomes a version more.
 */
export function expectNewest(consumer: string, pact: Pact): void {
  const ledgers = readLedgers();
  const { kept, retired } = ledgers[consumer] ?? NONE;
  const text = textOf(pact);
  const newest = Math.max(0, ...[...Object.keys(kept), ...Object.keys(retired)].map(Number));
  if (kept[String(newest)] === hashOf(text)) return;
  // Vitest keeps there what `--update` says.
  const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: string } };
  if (snapshotState._updateSnapshot !== 'all')
    expect.fail(
      `${consumer} counts on something else than version ${newest}: npx vitest run test/contracts --update adds a version to ${LEDGER}.`,
    );
  const version = String(newest + 1);
  mkdirSync(join(root, consumer), { recursive: true });
  writeFileSync(fileOf(consumer, version), text);
  const ledger = { kept: { ...kept, [version]: hashOf(text) }, retired };
  writeFileSync(
    join(root, 'versions.json'),
    `${JSON.stringify({ ...ledgers, [consumer]: ledger }, null, 2)}\n`,
  );
}
