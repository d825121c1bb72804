import { existsSync } from 'node:fs';
import { OperatorError } from '../OperatorError.ts';
import { createContents, type Contents } from './createContents.ts';
import { decodeFrame, HEADER } from './frames.ts';
import { readLines } from './readLines.ts';

/**
 * What a journal holds. A last line without its end was cut short with the process that wrote it:
 * nobody was told of it, and it is left out. Anything else that is not as written is refused.
 */
export function readJournal(file: string): Contents {
  const contents = createContents();
  if (!existsSync(file)) return contents;
  let number = 0;
  for (const { text, whole } of readLines(file)) {
    number++;
    if (!whole) break;
    if (number === 1) checkHeader(file, text);
    else contents.apply(decodeFrame(text) ?? refuse(file, number));
  }
  if (number === 0) checkHeader(file, '');
  return contents;
}

function checkHeader(file: string, line: string): void {
  if (line === HEADER) return;
  throw new OperatorError(
    `${file} is not a journal that this version can read: it does not begin with "${HEADER}".`,
  );
}

function refuse(file: string, line: number): never {
  throw new OperatorError(
    `${file} is damaged at line ${line}: restore it from a copy, or start with another folder.`,
  );
}
