import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { seedOnce, type DataUpgrade } from '../../../local/cli/seedOnce.ts';
import { openJournal } from '../../../local/platform/journal/openJournal.ts';
import { createWorld } from '../../../local/platform/World.ts';
import type { Cloud } from '../../../local/startCloud.ts';

const USERS = [{ username: 'admin', password: 'x', groups: ['Admins'] }];

let folder: string;
let starts: number;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seeded-'));
  starts = 0;
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});

/** Opens the journal of the start before, as after a killed process. */
function openWorld() {
  const [before, now] = [join(folder, `${starts}`), join(folder, `${++starts}`)];
  mkdirSync(now);
  if (starts > 1) copyFileSync(join(before, 'journal'), join(now, 'journal'));
  return createWorld({ frozenAt: Date.UTC(2030, 0, 1), seed: 1, journal: openJournal(now) });
}

/** A start of a cloud on one data folder, which says what it seeded and upgraded. */
async function start(version: number | undefined, run: DataUpgrade['run'] = async () => ['shop: open']) {
  const did: string[] = [];
  const seed = async () => {
    did.push('seeded');
    return USERS;
  };
  const upgrade: DataUpgrade | undefined =
    version === undefined
      ? undefined
      : {
          version,
          run: async (...given) => {
            did.push(`upgraded to ${version}`);
            return run(...given);
          },
        };
  const world = openWorld();
  try {
    // Seeding uses nothing else of a cloud.
    const users = await seedOnce({ isExposed: false, world } as Cloud, seed, upgrade);
    return { did, users };
  } finally {
    await world.journal.written();
  }
}

test('a folder is seeded once, and a fresh one is of the present version', async () => {
  expect(await start(2)).toEqual({ did: ['seeded'], users: USERS });
  expect(await start(2)).toEqual({ did: [], users: USERS });
  expect(printed).toEqual([]);
});

test('a folder from before versions is upgraded once, and the next version upgrades it again', async () => {
  await start(undefined);
  expect((await start(2)).did).toEqual(['upgraded to 2']);
  expect((await start(2)).did).toEqual([]);
  expect((await start(3)).did).toEqual(['upgraded to 3']);
  expect(printed).toContain('  shop: open');
});

test('an upgrade that fails is tried again by the next start', async () => {
  await start(undefined);
  const fails = start(2, async () => {
    throw new Error('cut short');
  });
  await expect(fails).rejects.toThrow('cut short');
  expect((await start(2)).did).toEqual(['upgraded to 2']);
});
