import { OperatorError } from '../../local/platform/errors.ts';
import { columns } from './columns.ts';
import { joinOrders } from './joinOrders.ts';
import { unreadable, type Reading } from './Reading.ts';
import { readRecords, type CsvRecord } from './readRecords.ts';
import type { TextLine } from './splitLines.ts';

/** Values from CSV with a header; rows of one order are one value. Throws `OperatorError` at a header of other columns. */
export const readCsv = (lines: AsyncIterable<TextLine>): AsyncGenerator<Reading> =>
  joinOrders(readRows(lines));

async function* readRows(lines: AsyncIterable<TextLine>): AsyncGenerator<Reading> {
  let header: readonly string[] | undefined;
  for await (const record of readRecords(lines)) {
    if (!header) header = headerOf(record);
    else yield 'fault' in record ? record : rowOf(record, header);
  }
}

function headerOf(record: CsvRecord | Reading): readonly string[] {
  const names = 'fields' in record ? record.fields : [];
  const strange = names.find((name, index) => !Object.hasOwn(columns, name) || names.indexOf(name) !== index);
  if (names.includes('type') && strange === undefined) return names;
  const known = Object.keys(columns).join(',');
  throw new OperatorError(
    `The first line of a CSV file names its columns, and ${faultOf(record, strange)}. Of these: ${known}`,
  );
}

function faultOf(record: CsvRecord | Reading, strange: string | undefined): string {
  if ('fault' in record) return `this one ${record.fault}`;
  return strange === undefined ? 'there is no column "type"' : `no column is "${strange.slice(0, 40)}"`;
}

function rowOf({ fields, ...place }: CsvRecord, header: readonly string[]): Reading {
  if (fields.length !== header.length)
    return unreadable(
      place.line,
      fields.join(','),
      `has ${fields.length} fields, the header ${header.length}`,
    );
  const given = header.flatMap((name, index) => {
    const text = fields[index]!;
    return text === '' ? [] : [[name, columns[name] === 'number' ? numberOr(text) : text]];
  });
  return { ...place, value: Object.fromEntries(given) };
}

/** A number where there is one; what is none is refused as it stands. */
const numberOr = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
