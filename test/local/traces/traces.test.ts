import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import type { Trace, TraceNode, TraceSummary } from '../../../local/traces/Trace.ts';
import { telemetryApp } from '../fixtures/telemetry/app.ts';

let cloud: Cloud;
beforeAll(async () => {
  const outdir = join(import.meta.dirname, '../../../build/test/traces.out');
  const { directory } = telemetryApp(outdir).synth();
  cloud = await startCloud({ assembly: directory, frozenAt: Date.UTC(2027, 0, 1), seed: 7 });
});
afterAll(() => cloud?.close());

const ROOT = '1-65920080-0123456789abcdef01234567';

async function record(sensor: string, celsius: number, trace = ROOT): Promise<void> {
  const query = `mutation { record(sensor: "${sensor}", at: "2027-01-01T00:00:00Z", celsius: ${celsius}) { messageId } }`;
  const headers = {
    'x-api-key': cloud.describe().apiKey!,
    'content-type': 'application/json',
    'x-amzn-trace-id': `Root=${trace}`,
  };
  await fetch(cloud.graphqlUrl, { method: 'POST', headers, body: JSON.stringify({ query }) });
  await cloud.settles();
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, cloud.graphqlUrl), { headers });

const all = (nodes: readonly TraceNode[]): TraceNode[] =>
  nodes.flatMap((node) => [node, ...all(node.children)]);

describe('the path of a request', () => {
  test('is found by the end of its trace id, with what came of it', async () => {
    await record('cellar', 12);
    const trace = (await (await ask('/traces/234567.json')).json()) as Trace;
    expect(trace).toMatchObject({ id: ROOT, operation: 'mutation record', caller: 'API key', omitted: 0 });
    expect(all(trace.nodes).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['request', 'message', 'invocation', 'write']),
    );
  });

  test('is listed, the latest first', async () => {
    await record('cellar', 1, '1-65920080-00000000000000000000aaaa');
    await record('cellar', 2, '1-65920080-00000000000000000000bbbb');
    const list = (await (await ask('/traces.json')).json()) as TraceSummary[];
    const mutations = list.filter(({ operation }) => operation === 'mutation record');
    expect(mutations.slice(0, 2).map(({ id }) => id.slice(-4))).toEqual(['bbbb', 'aaaa']);
    expect(await (await ask('/traces.json?limit=1')).json()).toHaveLength(1);
    expect(await (await ask('/traces.json?limit=-1')).json()).toHaveLength(list.length);
  });

  test('is not found by an end that is too short, or that no trace has', async () => {
    for (const end of ['34567', 'abcabcabc']) {
      const answer = await ask(`/traces/${end}.json`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ message: `No trace that is kept ends with ${end}.` });
    }
  });

  test('is a list of one or of none for whoever asks before there is one', async () => {
    const list = await ask(`/traces.json?id=${ROOT}`);
    expect(await list.json()).toEqual([await (await ask(`/traces/${ROOT}.json`)).json()]);
    const none = await ask(`/traces.json?id=${ROOT.replace('1-65', '1-66')}`);
    expect([none.status, await none.json()]).toEqual([200, []]);
  });

  test('is shown to no foreign page, and not to other machines', async () => {
    const foreign = await ask('/traces.json', { origin: 'https://elsewhere.example' });
    expect(foreign.status).toBe(403);
    const forwarded = await ask('/traces.json', { 'x-forwarded-for': '203.0.113.9' });
    expect(forwarded.status).toBe(403);
    expect(await forwarded.text()).not.toContain('record');
  });
});
