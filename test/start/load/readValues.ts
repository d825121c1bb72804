import { Readable } from 'node:stream';
import { checkReading, type Entry, type Refusal } from '../../../start/load/Entry.ts';
import { readCsv } from '../../../start/load/readCsv.ts';
import { readJsonLines, splitLines } from '../../../start/load/readInput.ts';

const readers = { jsonl: readJsonLines, csv: readCsv };

/** Reads and checks the entries of a file with this content, in order. */
export async function readValues(format: keyof typeof readers, content: string | Uint8Array) {
  const outcomes: (Entry | Refusal)[] = [];
  for await (const reading of readers[format](splitLines(Readable.from([Buffer.from(content)]))))
    outcomes.push(checkReading(reading));
  return outcomes;
}
