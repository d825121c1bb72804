import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { connect } from '../start/connect.ts';
import { PASSWORD } from '../start/seed.ts';
import { quantile } from './report/figures.ts';
import { writeResult } from './report/writeResult.ts';
import { startFrontdesk } from './server/startFrontdesk.ts';

const RUNS = 5;

/** What earlier starts leave for later ones, in the project's folder. */
const LEFT_BEHIND = [
  'assemblies',
  'bundles',
  'checkedCode.json',
  'compiled',
  'dashboard',
  'functions',
  'steps',
].map((name) => `build/${name}`);

/** Temporary folder of the latest first start, and of all later ones, which reuse the unpacked functions in it. */
let temporaryDirectory = '';
const freshDirectory = () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  made.push(folder);
  return folder;
};
const made: string[] = [];
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const forgetEarlierStarts = () => {
  temporaryDirectory = freshDirectory();
  for (const path of LEFT_BEHIND)
    rmSync(new URL(`../${path}`, import.meta.url), { recursive: true, force: true });
};

const measurements: Record<'unprepared' | 'first' | 'later', Start[]> = {
  unprepared: [],
  first: [],
  later: [],
};
for (let run = 0; run < RUNS; run++) {
  forgetEarlierStarts();
  measurements.unprepared.push(await measureStart());
}
for (let run = 0; run < RUNS; run++) {
  forgetEarlierStarts();
  prepareAsInstalling();
  measurements.first.push(await measureStart());
}
for (let run = 0; run < RUNS; run++) measurements.later.push(await measureStart());

writeResult({
  name: 'start',
  title: 'From `npm start` to the first answered mutation',
  rows: [
    rowOf('the first start after `npm ci`, which has prepared it', measurements.first),
    rowOf('every later start', measurements.later),
    rowOf('a start that nothing has prepared (`npm ci --ignore-scripts`)', measurements.unprepared),
  ],
  figures: measurements,
});

/** As npm does after an installation. */
function prepareAsInstalling(): void {
  const { status } = spawnSync('npm', ['run', 'prepare', '--silent'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('npm run prepare failed');
}

interface Start {
  readonly pageMs: number;
  readonly answeredMs: number;
}

function rowOf(start: string, runs: readonly Start[]) {
  const median = (values: number[]) => `${(quantile(values, 0.5) / 1000).toFixed(2)} s`;
  return {
    start,
    runs: runs.length,
    'page printed, seeded (median)': median(runs.map(({ pageMs }) => pageMs)),
    'first mutation answered (median)': median(runs.map(({ answeredMs }) => answeredMs)),
    slowest: `${(Math.max(...runs.map(({ answeredMs }) => answeredMs)) / 1000).toFixed(2)} s`,
  };
}

interface Buildings {
  readonly listBuildings: { readonly items: readonly { readonly apartments: readonly { id: string }[] }[] };
}

/** Does what a first visitor does: `npm start`, sign in, pick an apartment, book it. */
async function measureStart(): Promise<Start> {
  const began = performance.now();
  const server = await startFrontdesk({
    command: ['npm', 'start', '--silent', '--', '--no-watch'],
    temporaryDirectory,
  });
  try {
    const pageMs = performance.now() - began;
    const tenant = await connect(server.description).signIn('tenant1', PASSWORD);
    const { listBuildings } = await tenant.graphql<Buildings>(
      'query { listBuildings { items { apartments { id } } } }',
    );
    const input = {
      apartmentId: listBuildings.items[0]?.apartments[0]?.id,
      startDate: inDays(60),
      endDate: inDays(62),
    };
    await tenant.graphql(
      'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }',
      { input },
    );
    return { pageMs, answeredMs: performance.now() - began };
  } finally {
    await server.stop();
  }
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
