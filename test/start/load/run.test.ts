import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../../start/load/options.ts';
import * as given from '../../journeys/given.ts';
import { hasService } from '../../journeys/services.ts';
import * as then from '../../journeys/then.ts';
import { linesOf, loadInto } from './loadInto.ts';

const folder = mkdtempSync(join(tmpdir(), 'load-'));
let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const load = (input: string | Readable, changed: Partial<LoadOptions> = {}) => loadInto(desk, input, changed);

const anOrder = (orderId: string, units = 2) => ({
  type: 'order',
  orderId,
  lines: [{ sku: 'towel-white', units, price: 9.5 }],
});
const aRestock = (lotId: string, units = 5) => ({ type: 'restock', sku: 'towel-white', units, lotId });
const aStay = (apartmentId: string, startDate = '2027-03-10', endDate = '2027-03-13') => ({
  type: 'booking',
  apartmentId,
  startDate,
  endDate,
});
const rowsOf = async (prefix: string) => (await then.items(desk, prefix)).length;

describe('a file', () => {
  test('with every kind is accepted for the users it names, and has no effect when loaded again', async () => {
    const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
    const file = linesOf(
      aRestock('lot-all-1'),
      { ...anOrder('order-all-1'), userId: tenant.id },
      { ...aStay(apartmentId), userId: tenant.id },
      { type: 'service', serviceId: await hasService(desk), dateTime: '2027-04-01T10:00:00Z' },
    );
    const first = await load(file);
    expect(first.text).toContain('in all             4         0');
    expect(first.code).toBe(0);
    expect(await bookingsOf(tenant)).toEqual([apartmentId]);
    const [stored, bookings] = [await rowsOf('EVENTS#'), await rowsOf('BOOKING#')];
    expect(await rowsOf('EVENTS#ORDER_ID#order-all-1')).toBeGreaterThan(0);

    const again = await load(file);
    expect(again.text.replace(/in .* a second/, '')).toBe(first.text.replace(/in .* a second/, ''));
    expect([await rowsOf('EVENTS#'), await rowsOf('BOOKING#')]).toEqual([stored, bookings]);
  });

  test.each(['jsonl', 'csv'] as const)('such as the example in %s is accepted completely', async (format) => {
    const file = join(import.meta.dirname, `../../../docs/examples/shop.${format}`);
    const { code, text } = await load('', { file, format });
    expect(text).toContain('in all             9         0');
    expect(code).toBe(0);
  });

  test('of a hundred orders stores each once, although many are in flight', async () => {
    const orders = Array.from({ length: 100 }, (_, index) => anOrder(`order-many-${index}`, 1));
    expect(await load(linesOf(...orders))).toMatchObject({ code: 0 });
    const placed = (await then.items(desk, 'EVENTS#ORDER_ID#order-many-')).filter(
      ({ eventName }) => eventName === 'ORDER_PLACED_EVENT',
    );
    expect(placed).toHaveLength(100);
  });

  test('in a dry run is not sent, and needs no deployment', async () => {
    const before = await rowsOf('EVENTS#');
    const result = await load(linesOf(anOrder('order-dry-1'), anOrder('dry')), {
      dryRun: true,
      url: 'http://127.0.0.1:1/',
    });
    expect(result.text).toContain('order              1         1');
    expect(result.code).toBe(1);
    expect(await rowsOf('EVENTS#')).toBe(before);
  });
});

describe('refused lines', () => {
  test('are listed by type with their numbers, and the others are accepted', async () => {
    const { code, text } = await load(
      linesOf(anOrder('order-mix-1'), { nonsense: true }, anOrder('order-mix-1', 3), aStay('nowhere')) +
        '{"half":\n',
      { concurrency: 1 },
    );
    expect(code).toBe(1);
    expect(text).toContain('order              1         1');
    expect(text).toMatch(/OrderConflict, 1 refused\n {2}line 3: /);
    expect(text).toMatch(/NotFound, 1 refused\n {2}line 4: There is no such apartment/);
    expect(text).toMatch(/InvalidArgument, 1 refused\n {2}line 2: type must be one of/);
    expect(text).toMatch(/Unreadable, 1 refused\n {2}line 5: is not JSON/);
  });

  test('of an unauthorized user carry the error of the API', async () => {
    const tenant = await desk.tenant();
    const { code, text } = await load(linesOf(aRestock('lot-no-1')), { user: tenant.username });
    expect(text).toMatch(/Unauthorized, 1 refused\n {2}line 1: Not Authorized to access restockSku/);
    expect(code).toBe(1);
  });

  test('are written to a file, which can be mended and loaded', async () => {
    const refused = join(folder, 'refused.jsonl');
    const wrong = anOrder('order-mend-1', 0);
    const { text } = await load(linesOf(wrong, anOrder('order-mend-2')), { refused });
    expect(text).toContain(`The refused lines are in ${refused}`);
    const written = readFileSync(refused, 'utf8');
    const message = 'lines.0.units must be a whole number from 1 to 1000000';
    expect(JSON.parse(written)).toEqual({
      ...wrong,
      refused: { line: 1, errorType: 'InvalidArgument', message },
    });

    writeFileSync(refused, written.replace('"units":0', '"units":1'));
    expect(await load('', { file: refused })).toMatchObject({ code: 0 });
    expect(await rowsOf('EVENTS#ORDER_ID#order-mend-1')).toBeGreaterThan(0);
  });

  test.runIf(existsSync('/dev/full'))(
    'that cannot be written end the load, which reports what it did',
    async () => {
      const lines = Array.from({ length: 10 }, () => ({ nonsense: true }));
      const { code, text } = await load(linesOf(anOrder('order-full-1'), ...lines), { refused: '/dev/full' });
      expect(text).toMatch(
        /^Stopped: \/dev\/full cannot be written \(ENOSPC\)\. No line after 2 was sent\.\n/,
      );
      expect(text).toContain('order              1         0');
      expect(text).toMatch(/\n\nNot all refused lines are kept: \/dev\/full cannot be written \(ENOSPC\)\.$/);
      expect(code).toBe(1);
    },
  );

  test('never overwrite the file they come from', async () => {
    const file = join(folder, 'own.jsonl');
    writeFileSync(file, linesOf(anOrder('order-own-1')));
    await expect(load('', { file, refused: join(folder, '.', 'own.jsonl') })).rejects.toThrow(
      /^--refused names the file that is loaded/,
    );
    expect(readFileSync(file, 'utf8')).toContain('order-own-1');
  });
});

describe('a long load', () => {
  test('outlasts its first session', async () => {
    async function* slowly() {
      yield Buffer.from(linesOf(anOrder('order-slow-1')));
      await desk.cloud.settles();
      await desk.cloud.advance(61 * 60_000);
      yield Buffer.from(linesOf(anOrder('order-slow-2')));
    }
    expect(await load(Readable.from(slowly()))).toMatchObject({ code: 0, pauses: [] });
    expect(await rowsOf('EVENTS#ORDER_ID#order-slow-2')).toBeGreaterThan(0);
  });

  test('ends when no server answers any more, and reports how far it came', async () => {
    const outputs = join(folder, 'outputs.json');
    const gone = { ...desk.cloud.describe(), graphqlUrl: 'http://127.0.0.1:1/graphql' };
    writeFileSync(outputs, JSON.stringify(gone));
    const orders = Array.from({ length: 50 }, (_, index) => anOrder(`order-gone-${index}`));
    const { code, text, pauses } = await load(linesOf(...orders), { url: outputs, concurrency: 2 });
    expect(text).toMatch(/^Stopped: http:\/\/127\.0\.0\.1:1\/graphql: .*\. No line after 2 was sent\.\n/);
    expect(code).toBe(1);
    // No request is repeated after the first one has given up.
    expect(pauses.length).toBeLessThanOrEqual(10);
  });
});

function outputsOf(outputs: object): string {
  const path = join(folder, 'deployed.json');
  writeFileSync(path, JSON.stringify(outputs));
  return path;
}

describe('a deployment', () => {
  test('is also found by its outputs.json', async () => {
    const url = new URL('/outputs.json', desk.cloud.graphqlUrl).href;
    expect(await load(linesOf(anOrder('order-url-1')), { url })).toMatchObject({ code: 0 });
  });

  test.each<[string, () => Partial<LoadOptions>, RegExp]>([
    [
      'does not answer',
      () => ({ url: 'http://127.0.0.1:1/graphql' }),
      /^Nothing answers at .*outputs\.json \(/,
    ],
    ['has no such port', () => ({ url: 'http://localhost:99999' }), /^--url is not a valid URL: http/],
    ['has no name', () => ({ url: 'https://' }), /^--url is not a valid URL: https/],
    [
      'signs its certificate itself',
      () => ({ url: desk.cloud.describe().graphqlTlsUrl }),
      /^https:.* shows a certificate .*\(DEPTH_ZERO_SELF_SIGNED_CERT\).* NODE_EXTRA_CA_CERTS, or .* http/,
    ],
    ['is another server', () => ({ url: desk.cloud.awsEndpointUrl }), /does not describe a Frontdesk/],
    ['is a missing file', () => ({ url: join(folder, 'none.json') }), /neither a URL nor a file .*ENOENT/],
    [
      'has too few outputs',
      () => ({ url: outputsOf({ Service: { Region: 'eu-west-1' } }) }),
      /does not describe a Frontdesk/,
    ],
    [
      'does not accept the password',
      () => ({ password: 'Wrong-password-1' }),
      /^admin cannot sign in: .*NotAuthorized/,
    ],
    ['has no such file to load', () => ({ file: join(folder, 'none.jsonl') }), /cannot be read \(ENOENT\)/],
    ['is given a folder', () => ({ file: folder }), /cannot be read \(it is a folder\)/],
    ['has nowhere to write', () => ({ refused: join(folder, 'no', 'file') }), /cannot be written \(ENOENT\)/],
  ])('that %s is refused in one line', async (_, changed, message) => {
    const failure = await load('', changed()).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.name).toBe('OperatorError');
    expect(failure?.message).toMatch(message);
    expect(failure?.message).not.toContain('\n');
  });
});

async function bookingsOf(tenant: given.Person): Promise<string[]> {
  const { bookingsPerUser } = await tenant.graphql(
    'query { bookingsPerUser { items { ... on ApartmentBooking { apartmentId } } } }',
  );
  return bookingsPerUser.items.map(({ apartmentId }: { apartmentId: string }) => apartmentId);
}
