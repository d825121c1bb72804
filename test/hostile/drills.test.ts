import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsOfBooks } from './conservation.ts';
import { createFindings } from './Findings.ts';
import { type Neighbour, startNeighbour } from './neighbour.ts';
import { pause } from './pause.ts';
import { sendInputs } from './sendInputs.ts';
import { openDoors } from './target/doors.ts';
import { awsClient } from './target/awsClient.ts';
import { type Knowledge, learn, VICTIM } from './target/knowledge.ts';
import { type WatchedTarget, watchTarget } from './watchTarget.ts';

const TIMEOUT = { timeout: 240_000 };
const ANSWERS = 5;

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'frontdesk-drill-'))));
let running: WatchedTarget | undefined;
afterEach(async () => {
  await running?.target.kill();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const start = async (options: Parameters<typeof watchTarget>[1] = {}) => {
  const findings = createFindings();
  const watched = (running = await watchTarget(findings, options));
  return { findings, watched, known: await learn(watched.target.description) };
};

/** Waits until the neighbour has had some more answers, and returns what it saw. */
async function served(neighbour: Neighbour) {
  const answers: number[] = [];
  const faults: string[] = [];
  for (let tries = 0; answers.length < ANSWERS && tries < 100; tries++) {
    await pause(100);
    const seen = neighbour.look();
    answers.push(...seen.answers);
    faults.push(...seen.faults);
  }
  return { isServed: answers.length >= ANSWERS, faults };
}

test(
  'more sockets than a process may open: who is connected is served, and all are once they are closed',
  TIMEOUT,
  async () => {
    const { watched, known } = await start({ limits: 'ulimit -n 400' });
    const neighbour = await startNeighbour(known);
    const { hostname, port } = new URL(known.description.graphqlUrl);
    const sockets: Socket[] = Array.from({ length: 600 }, () =>
      connect(Number(port), hostname).on('error', () => undefined),
    );
    await pause(500);
    neighbour.look();
    expect(await served(neighbour)).toEqual({ isServed: true, faults: [] });
    for (const socket of sockets) socket.destroy();
    await pause(200);
    const second = await startNeighbour(known);
    expect(await served(second)).toEqual({ isServed: true, faults: [] });
    expect(watched.isDown()).toBeUndefined();
    await Promise.all([neighbour.stop(), second.stop()]);
  },
);

test(
  'a clock that jumps: clients are served, and none waits for the time to come again',
  TIMEOUT,
  async () => {
    const { watched, known } = await start();
    const neighbour = await startNeighbour(known);
    const MINUTE = 60_000;
    // Not over the hour that tokens live.
    for (const minutes of [30, -60, -60 * 24 * 365, 60 * 24 * 365]) {
      watched.target.shiftClock(minutes * MINUTE);
      neighbour.look();
      expect({ minutes, ...(await served(neighbour)) }).toEqual({ minutes, isServed: true, faults: [] });
    }
    await neighbour.stop();
  },
);

test(
  'a disk that is full: requests are refused in words, and the next start has all that was answered',
  TIMEOUT,
  async () => {
    // A file may have so many blocks of at least 512 bytes, and the signal that would end the process is ignored.
    const { watched, known } = await start({
      args: ['--data', folder],
      limits: "trap '' XFSZ; ulimit -f 8192",
    });
    const kept = await putUntilRefused(known);
    expect(kept.length).toBeGreaterThan(0);
    const query = { TableName: VICTIM, Key: { pk: { S: kept[0]! } } };
    // An answer says what is stored, and nothing more can be: `answerWhenWritten`.
    await expect(get(known, query)).rejects.toThrow('503: {"__type":"ServiceUnavailableException"');
    expect(watched.isDown()).toBeUndefined();
    await watched.target.kill();
    const again = await start({ args: ['--data', folder] });
    for (const pk of kept)
      expect((await get(again.known, { ...query, Key: { pk: { S: pk } } })).Item.pk.S).toBe(pk);
    expect(await faultsOfBooks(again.known.description)).toEqual([]);
  },
);

test(
  'a kill in the middle of an attack: the next start has what was answered, and the books add up',
  TIMEOUT,
  async () => {
    const { watched, known, findings } = await start({ args: ['--data', folder] });
    const doors = openDoors(known.description);
    const options = { seed: 9, inputs: 100_000, only: undefined, inFlight: 8, known, doors, findings };
    const { sent, done } = sendInputs({ ...options, isOver: () => watched.isDown() !== undefined });
    await pause(1500);
    await watched.target.kill();
    doors.close();
    await done;
    expect(sent.count).toBeGreaterThan(20);
    const again = await start({ args: ['--data', folder] });
    const neighbour = await startNeighbour(again.known);
    expect(await served(neighbour)).toEqual({ isServed: true, faults: [] });
    await neighbour.stop();
    expect(await faultsOfBooks(again.known.description)).toEqual([]);
  },
);

const get = ({ description }: Knowledge, query: object) =>
  awsClient(description.awsEndpointUrl)('DynamoDB_20120810.GetItem', query);

/** Stores items of 200 KB until one is refused, and returns the keys of those that were taken. */
async function putUntilRefused({ description }: Knowledge): Promise<string[]> {
  const aws = awsClient(description.awsEndpointUrl);
  const kept: string[] = [];
  for (let at = 0; at < 200; at++) {
    const Item = { pk: { S: `kept-${at}` }, a: { S: 'x'.repeat(200_000) } };
    const taken = await aws('DynamoDB_20120810.PutItem', { TableName: VICTIM, Item }).then(
      () => true,
      () => false,
    );
    if (!taken) return kept;
    kept.push(Item.pk.S);
  }
  throw new Error('The disk is not full');
}
