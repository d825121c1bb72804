import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { UserDescription } from '../CloudDescription.ts';
import { errorMessage, OperatorError } from '../platform/errors.ts';
import { printableLines } from '../platform/printable.ts';
import { type Cloud, type CloudOptions, startCloud } from '../startCloud.ts';
import type { LetterHints } from './createDeathWatch.ts';
import { createProgress } from './createProgress.ts';
import { createPrinter } from './createPrinter.ts';
import { printFeed, type TerminalOptions } from './printFeed.ts';
import { seedOnce, type DataUpgrade } from './seedOnce.ts';
import { startPage } from './startPage.ts';

export interface RunOptions extends CloudOptions {
  /** File to write every stack's outputs to, as `cdk deploy --outputs-file` does. @default - none is written */
  readonly outputsFile?: string | undefined;
  /** What the terminal shows. @default a line for each step of each request */
  readonly terminal?: TerminalOptions;
  /** What dead letters are like, and which command shows one. @default - nothing is known of them */
  readonly letters?: LetterHints;
  /** First line of the page. */
  readonly title: string;
  /** Fills a fresh cloud through its public APIs and returns the users who can sign in. @default the cloud stays empty */
  readonly seedData?: (cloud: Cloud) => Promise<readonly UserDescription[]>;
  /**
   * Brings what was seeded by an earlier version of the application up to the present one. Set it where new code needs rows
   * that old code did not write. @default - nothing is ever upgraded
   */
  readonly upgrade?: DataUpgrade;
  /** Begins something that lasts as long as the cloud, once it is filled and its page is printed. @default - nothing */
  readonly whileRunning?: (
    cloud: Cloud,
    print: (text: string) => void,
  ) => Promise<{ close(): Promise<void> }>;
}

/** Shared by all assemblies: code is remembered by its hash. */
export const CHECKED_CODE = join(import.meta.dirname, '../../build/checkedCode.json');
/** Whoever has trusted the certificate of one start trusts that of the next one. */
const CERTIFICATE = join(import.meta.dirname, '../../build/certificate');

/** Runs a cloud until Ctrl-C. Prints a page of addresses, then a line for each record of the feed. */
export async function runCloud({
  title,
  seedData,
  upgrade,
  outputsFile,
  letters,
  terminal = {},
  progress = createProgress(terminal.detail === 'json' ? process.stderr : process.stdout),
  whileRunning,
  ...options
}: RunOptions): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const filled = Promise.withResolvers<void>();
  const cloud = await startCloud({
    checkedCode: CHECKED_CODE,
    certificateDirectory: CERTIFICATE,
    checksLater: true,
    ready: filled.promise,
    progress,
    ...options,
  });
  try {
    const seed = async () => {
      if (seedData) progress('Filling it with users and things to see');
      return (await seedData?.(cloud)) ?? [];
    };
    cloud.users.push(...(await seedOnce(cloud, seed, upgrade)));
    await cloud.checked;
    filled.resolve();
    if (outputsFile !== undefined) writeOutputs(outputsFile, cloud);
  } catch (error) {
    await cloud.close();
    throw error;
  }
  // Whoever reads records from stdout reads nothing else there.
  const say = terminal.detail === 'json' ? console.error : console.log;
  say(startPage(title, cloud.describe()));
  for (const warning of cloud.codeWarnings)
    console.warn(`${styleText('yellow', 'Warning:')} ${printableLines(warning)}`);
  const printer = createPrinter(process.stdout, cloud.world.clock);
  const stopPrinting = printFeed(cloud, printer, { ...terminal, letters });
  const print = terminal.detail === 'json' ? say : printer.print;
  const companion = await whileRunning?.(cloud, print);
  await stopped;
  await companion?.close();
  await cloud.close();
  stopPrinting();
  print('\nStopped.');
  printer.flush();
}

function writeOutputs(file: string, cloud: Cloud): void {
  try {
    writeFileSync(file, `${JSON.stringify(cloud.describe().stacks, null, 2)}\n`);
  } catch (error) {
    throw new OperatorError(`--outputs cannot be written: ${errorMessage(error)}`);
  }
}
