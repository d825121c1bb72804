import { once } from 'node:events';
import type { UserDescription } from '../CloudDescription.ts';
import { startCloud, type Cloud, type CloudOptions } from '../startCloud.ts';
import { createPrinter } from './createPrinter.ts';
import { fillOnce } from './fillOnce.ts';
import { lineFor } from './lineFor.ts';
import { namesOf } from './namesOf.ts';
import { pageFor } from './pageFor.ts';

export interface RunOptions extends CloudOptions {
  /** First line of the page. */
  readonly title: string;
  /** Fills the fresh cloud through its doors, and tells who may sign in. @default nothing and nobody */
  readonly fill?: (cloud: Cloud) => Promise<readonly UserDescription[]>;
}

/** Runs a cloud for a person: a page of where everything is, a line for each thing that happens, until Ctrl-C. */
export async function runCloud({ title, fill, ...options }: RunOptions): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const cloud = await startCloud(options);
  cloud.users.push(...(await fillOnce(cloud.world.journal, async () => fill?.(cloud) ?? [])));
  console.log(pageFor(title, cloud.describe()));
  const names = namesOf(cloud.stacks);
  const printer = createPrinter(process.stdout);
  cloud.world.feed.subscribe((record) => {
    const line = lineFor(record, names);
    if (line !== undefined) printer.print(line);
  });
  await stopped;
  await cloud.close();
  printer.print('\nStopped.');
}
