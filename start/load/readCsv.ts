import { CsvError, parse } from 'csv-parse/sync';
import { invariant, OperatorError } from '../../local/platform/errors.ts';
import { placeOf, type Reading, unreadable, type Unreadable } from './Entry.ts';
import { joinOrders } from './joinOrders.ts';
import { columns } from './kinds.ts';
import { MAX_LINE, type TextLine } from './readInput.ts';

/** Reads values from CSV with a header. The rows of one order are one value. Throws `OperatorError` for unknown columns. */
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
    const text = fields[index];
    return text === undefined || text === ''
      ? []
      : [[name, columns[name] === 'number' ? numberOr(text) : text] as const];
  });
  return { ...place, value: Object.fromEntries(given) };
}

/** Returns a number where the text is one, or else the text, which a later check refuses. */
const numberOr = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** The fields of one CSV record. */
interface CsvRecord {
  /** Line of the file, from 1; the first one where it spans several. */
  readonly line: number;
  /** The last line where it spans several. @default line */
  readonly lastLine?: number;
  readonly fields: readonly string[];
}

/** Lines of one record at most, so that a quote that is never closed does not swallow the rest of the file. */
const MAX_RECORD_LINES = 100;

/**
 * Reads CSV records, whose quoted fields may span lines: https://www.rfc-editor.org/rfc/rfc4180#section-2. If a
 * record cannot be read, only its first line is skipped, and reading continues with the next line.
 */
async function* readRecords(lines: AsyncIterable<TextLine>): AsyncGenerator<CsvRecord | Unreadable> {
  let buffered: TextLine[] = [];
  function* feed(line: TextLine): Generator<CsvRecord | Unreadable> {
    buffered.push(line);
    if (!isOpen(buffered)) yield* release();
  }
  function* release(): Generator<CsvRecord | Unreadable> {
    const others = buffered.slice(1);
    const record = readRecord(buffered);
    buffered = [];
    if (record) yield record;
    if (record && 'fault' in record) for (const line of others) yield* feed(line);
  }
  for await (const line of lines) yield* feed(line);
  while (buffered.length > 0) yield* release();
}

/** Whether a quote is open at the end of these lines, and a later line may still close it. */
const isOpen = (lines: readonly TextLine[]) =>
  lines.length < MAX_RECORD_LINES &&
  lines.reduce((sum, { text }) => sum + text.length, 0) < MAX_LINE &&
  lines.reduce((sum, { text }) => sum + text.split('"').length - 1, 0) % 2 === 1;

const lineFault = ({ number, fault = '' }: TextLine, first: number) =>
  number === first ? fault : `has a quoted field that runs into line ${number}, which ${fault}`;

/** Undefined for an empty line. */
function readRecord(lines: readonly TextLine[]): CsvRecord | Unreadable | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  invariant(first && last, 'a record has a line');
  const { number, text } = first;
  const faulty = lines.find(({ fault }) => fault !== undefined);
  if (faulty) return unreadable(number, text, lineFault(faulty, number));
  try {
    const records = parse(lines.map((line) => line.text).join('\n'), { trim: true, record_delimiter: '\n' });
    invariant(records.length <= 1, `line ${number} is one record`);
    const [fields] = records;
    const place = placeOf(number, last.number);
    return fields?.some((field) => field !== '') ? { ...place, fields } : undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const fault =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'opens a quote that is not closed'
        : 'has a quote inside a field: quote the whole field, and write the quote twice';
    return unreadable(number, text, fault);
  }
}
