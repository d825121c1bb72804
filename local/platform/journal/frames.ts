import { crc32 } from 'node:zlib';
import type { Change } from './Journal.ts';

/** The first line of every journal: what it is, and the version of its format. */
export const HEADER = 'local cloud journal 1';

type Row = readonly [tree: string, key?: string, value?: unknown];

/** One line: the CRC-32 of the rest, and the changes of one turn as JSON. */
export function encodeFrame(changes: readonly Change[]): string {
  const rows = changes.map(({ tree, key, value }): Row => {
    if (key === undefined) return [tree];
    return value === undefined ? [tree, key] : [tree, key, value];
  });
  const text = JSON.stringify(rows);
  return `${checksum(text)} ${text}\n`;
}

/** The changes of a line without its end; undefined where it is not what was written. */
export function decodeFrame(line: string): Change[] | undefined {
  const text = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(text)} `) return undefined;
  return (JSON.parse(text) as Row[]).map(([tree, key, value]) => ({
    tree,
    ...(key !== undefined && { key }),
    ...(value !== undefined && { value }),
  }));
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');
