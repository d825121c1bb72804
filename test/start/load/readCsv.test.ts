import { describe, expect, test } from 'vitest';
import { readValues } from './readValues.ts';

const HEADER = 'type,orderId,sku,units,price,userId,lotId';
const rows = (...lines: readonly string[]) => readValues('csv', [HEADER, ...lines].join('\r\n'));
const line = (sku: string, units = 1, price = 9.5) => ({ sku, units, price });

describe('rows of one order', () => {
  test('are joined into one order if they are consecutive', async () => {
    expect(
      await rows('order,o-01,towel,1,9.50,,', 'order,o-01,soaps,2,9.5,,', 'order,o-02,towel,1,9.5,u1,'),
    ).toEqual([
      {
        line: 2,
        lastLine: 3,
        kind: 'order',
        input: { orderId: 'o-01', lines: [line('towel'), line('soaps', 2)] },
      },
      { line: 4, kind: 'order', input: { orderId: 'o-02', userId: 'u1', lines: [line('towel')] } },
    ]);
  });

  test('may name the user in any row, but only one user', async () => {
    const [order] = await rows('order,o-01,towel,1,9.5,,', 'order,o-01,soaps,1,9.5,u1,');
    expect(order).toMatchObject({ input: { userId: 'u1' } });
    const [two] = await rows('order,o-01,towel,1,9.5,u1,', 'order,o-01,soaps,1,9.5,u2,');
    expect(two).toMatchObject({ line: 2, errorType: 'Unreadable', message: 'has another userId in line 3' });
  });

  test('are sent together or not at all: an unreadable row makes its order and the neighbouring orders fail', async () => {
    const outcomes = await rows(
      'order,o-01,towel,1,9.5,,',
      'order,o-01,soaps,1',
      'order,o-01,spoon,1,9.5,,',
      'order,o-02,towel,1,9.5,,',
      'order,o-03,tow"el,1,9.5,,',
      'order,o-04,towel,1,9.5,,',
      'order,o-05,towel,1,9.5,,',
    );
    expect(
      outcomes.map((each) => [each.line, 'errorType' in each ? each.message : each.input['orderId']]),
    ).toEqual([
      [3, 'has 4 fields, the header 7'],
      [2, 'may lack line 3, which cannot be read'],
      [6, expect.stringMatching(/^has a quote inside a field/)],
      [5, 'may lack line 6, which cannot be read'],
      [7, 'may lack line 6, which cannot be read'],
      [8, 'o-05'],
    ]);
  });

  test.each([
    ['an unknown type', 'ordr,o-01,soaps,1,9.5,,', 'has no type that is known'],
    ['no order id', 'order,,soaps,1,9.5,,', 'names no order'],
    ['another type', 'restock,o-01,soaps,1,,,lot-1', 'names an order and is a restock'],
  ])('are not sent if one of them has %s', async (_, doubtful, why) => {
    const [before, after] = ['order,o-01,towel,1,9.5,,', 'order,o-02,towel,1,9.5,,'];
    expect(await rows(before, doubtful, after, 'order,o-03,towel,1,9.5,,')).toMatchObject([
      { line: 3, errorType: 'InvalidArgument' },
      { line: 2, errorType: 'Unreadable', message: `may lack line 3, which ${why}` },
      { line: 4, errorType: 'Unreadable', message: `may lack line 3, which ${why}` },
      { line: 5, kind: 'order', input: { orderId: 'o-03' } },
    ]);
  });

  test('are refused if they are separated from the first ones, even if those were refused', async () => {
    const apart = 'which names the same order: its rows must follow one another';
    expect(
      await rows(
        'order,o-01,towel,1,9.5,,',
        'order,o-01,soaps,1,9.5,,',
        'order,o-02,towel,0,9.5,,',
        'order,o-01,spoon,1,9.5,,',
        'ordr,o-03,towel,1,9.5,,',
        'restock,,towel,1,,,lot-1',
        'order,o-02,spoon,1,9.5,,',
        'order,o-03,spoon,1,9.5,,',
      ),
    ).toMatchObject([
      { line: 2, lastLine: 3, input: { orderId: 'o-01' } },
      { line: 4, errorType: 'InvalidArgument' },
      { line: 6, errorType: 'InvalidArgument' },
      { line: 5, message: 'may lack line 6, which has no type that is known' },
      { line: 7, kind: 'restock' },
      { line: 8, errorType: 'Unreadable', message: `stands apart from line 4, ${apart}` },
      { line: 9, errorType: 'Unreadable', message: `stands apart from line 6, ${apart}` },
    ]);
  });

  test('are refused if there are more than 25, and joined up to 100', async () => {
    const many = (count: number) => rows(...Array.from({ length: count }, () => 'order,o-01,towel,1,9.5,,'));
    expect(await many(25)).toMatchObject([{ kind: 'order', input: { lines: { length: 25 } } }]);
    expect(await many(26)).toMatchObject([{ message: 'lines must be 1 to 25 of {sku, units, price}' }]);
    expect(await many(1000)).toMatchObject([
      { line: 2, message: 'has more than 100 rows', value: { lines: { length: 100 } } },
    ]);
  });
});

test.each(['\n', '\r\n', '\r'])('rows that end in %j are all read', async (end) => {
  const restocks = ['lot-1', 'lot-2', 'lot-3'].map((lotId) => `restock,,towel,1,,,${lotId}`);
  expect(await readValues('csv', [HEADER, ...restocks].join(end))).toMatchObject([
    { line: 2, input: { lotId: 'lot-1' } },
    { line: 3, input: { lotId: 'lot-2' } },
    { line: 4, input: { lotId: 'lot-3' } },
  ]);
});

describe('RFC 4180', () => {
  const names = (text: string) =>
    readValues('csv', `type,serviceId,serviceName,dateTime\n${text}`).then((outcomes) =>
      outcomes.map((each) =>
        'errorType' in each ? `${each.line}: ${each.message}` : each.input['serviceName'],
      ),
    );

  test('quoted fields may contain commas, quotes and line endings', async () => {
    const at = '2031-01-01T10:00:00Z';
    expect(await names(`service,s1,"a, ""b""\nc",${at}\nservice,s1, plain ,${at}`)).toEqual([
      'a, "b"\nc',
      'plain',
    ]);
  });

  test('a quote that is never closed affects only its own line', async () => {
    const good = 'service,s1,name,2031-01-01T10:00:00Z\n';
    expect(await names(`service,s1,"open,x\n${good.repeat(3)}`)).toEqual([
      '2: opens a quote that is not closed',
      'name',
      'name',
      'name',
    ]);
    expect(await names(`service,s1,"open,x\n${good.repeat(300)}`)).toHaveLength(301);
  });

  test('a quoted field may not span an unreadable line', async () => {
    const start = Buffer.from('type,serviceId,serviceName,dateTime\nservice,s1,"a\n');
    const end = Buffer.from('",2031-01-01T10:00:00Z\n');
    const outcomes = await readValues('csv', Buffer.concat([start, Uint8Array.of(0xfc), end]));
    expect(outcomes.map(({ line, ...each }) => [line, 'message' in each && each.message])).toEqual([
      [2, 'has a quoted field that runs into line 3, which is not UTF-8'],
      [3, 'is not UTF-8'],
    ]);
  });

  test('empty lines, and rows of commas as spreadsheets write them, are skipped', async () => {
    expect(await names('\n,,,\n\n')).toEqual([]);
  });
});

describe('a header', () => {
  test.each([
    ['sku,units', 'there is no column "type"'],
    ['type,colour', 'no column is "colour"'],
    ['type,sku,sku', 'no column is "sku"'],
    ['type;sku;units', 'no column is "type;sku;units"'],
    ['type,toString', 'no column is "toString"'],
  ])('%s is refused', async (header, fault) => {
    await expect(readValues('csv', `${header}\n`)).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringContaining(fault),
    });
  });

  test('that is not UTF-8 is refused as such', async () => {
    const utf16 = Buffer.from('\ufefftype,sku\n', 'utf16le');
    await expect(readValues('csv', utf16)).rejects.toThrow(/, and this one is not UTF-8\. Of these: type,/);
  });

  test('is not required in an empty file', async () => {
    expect(await readValues('csv', '')).toEqual([]);
  });
});

test('text in a number column is refused unchanged', async () => {
  expect(
    await rows('restock,,towel,many,,,lot-1', 'restock,,towel,1e3,,,lot-1', 'restock,,towel,0x1F,,,lot-1'),
  ).toEqual(
    ['many', '1e3', '0x1F'].map((units) =>
      expect.objectContaining({
        errorType: 'InvalidArgument',
        message: 'units must be a whole number from 1 to 1000000',
        value: { type: 'restock', sku: 'towel', units, lotId: 'lot-1' },
      }),
    ),
  );
});

test('a field that belongs to another type of row is refused', async () => {
  expect(await rows('restock,,towel,1,9.5,,lot-1')).toMatchObject([
    { message: 'restock has no field price' },
  ]);
});
