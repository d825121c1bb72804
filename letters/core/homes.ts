import type { Letter, SourceQueue } from './Letter.ts';
import type { Home, NoHome } from './redrive.ts';

/** Says where letters go: to the queue that they came from, or all to one that is named. */
export function createHomes(
  destination: SourceQueue | undefined,
): (letter: Letter) => Promise<Home | NoHome> {
  if (destination) return async () => destination;
  return async ({ queue, systemAttributes }) => {
    const sourceArn = systemAttributes['DeadLetterQueueSourceArn'];
    const source = queue.sources.find(({ arn }) => arn === sourceArn);
    if (source) return source;
    const [only, ...others] = queue.sources;
    if (only && others.length === 0) return only;
    return {
      why: `Nothing says which queue it came from, and ${queue.name} has ${queue.sources.length} sources: name one with --to.`,
    };
  };
}
