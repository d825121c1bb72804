import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Contents } from './createContents.ts';
import { encodeFrame, HEADER } from './frames.ts';
import type { Change } from './Journal.ts';
import { writeWhole } from './writeWhole.ts';

/** Keeps the memory that writing takes small. */
const CHANGES_A_FRAME = 256;

/**
 * Replaces a journal by the shortest that comes to the same. The old one stays until the new one is
 * on the disk; answers the new one's size in bytes.
 */
export function writeSnapshot(file: string, contents: Contents): number {
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w');
  let size = writeSync(descriptor, `${HEADER}\n`);
  try {
    for (const changes of chunksOf(contents.changes())) size += writeWhole(descriptor, encodeFrame(changes));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
  return size;
}

function* chunksOf(changes: Iterable<Change>) {
  let chunk: Change[] = [];
  for (const change of changes) {
    if (chunk.push(change) < CHANGES_A_FRAME) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
