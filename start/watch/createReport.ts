import type { CloudUpdate } from '../../local/assembly/CloudUpdate.ts';
import type { ResourceChange } from '../../local/platform/Feed.ts';
import type { Fault } from './Fault.ts';
import {
  faultBlock,
  liveLine,
  MISTYPED,
  notTaken,
  replacementLines,
  restartLine,
  sameLine,
  warningLine,
} from './formatEdit.ts';

/** Says what becomes of edits. */
export interface Report {
  announced(changes: readonly ResourceChange[]): void;
  live(files: readonly string[], update: CloudUpdate, ms: number): void;
  same(files: readonly string[]): void;
  refused(files: readonly string[], faults: readonly Fault[]): void;
  /** The schema has other fields than its generated types. */
  behind(): void;
  /** Types are wrong where what is live is used. */
  mistyped(faults: readonly Fault[]): void;
  /** Files of this process changed. */
  loaded(files: readonly string[]): void;
  /** Edits cannot be seen. */
  blind(reason: string): void;
}

export function createReport(print: (text: string) => void): Report {
  let faults: readonly Fault[] = [];
  const mend = () => {
    const wasFaulty = faults.length > 0;
    faults = [];
    return wasFaulty;
  };
  // A fault is said once, however often its file is saved.
  const sayOnce = (found: readonly Fault[], text: string) => {
    if (JSON.stringify(found) !== JSON.stringify(faults)) print(text);
    faults = found;
  };
  return {
    announced: (changes) => replacementLines(changes).forEach((line) => print(line)),
    live(files, { changes, codeWarnings }, ms) {
      print(liveLine(files, changes, ms, mend()));
      for (const warning of codeWarnings) print(warningLine(warning));
    },
    same(files) {
      const wasFaulty = mend();
      if (wasFaulty || files.length > 0) print(sameLine(files, wasFaulty));
    },
    refused: (files, found) => sayOnce(found, faultBlock(notTaken(files), found)),
    mistyped: (found) => sayOnce(found, faultBlock(MISTYPED, found)),
    behind: () => print('model/schema.ts is behind schema.graphql: npm run generate'),
    loaded: (files) => {
      if (files.length > 0) print(restartLine(files));
    },
    blind: (reason) => print(`Edits are not seen: ${reason}. Start again to take them.`),
  };
}
