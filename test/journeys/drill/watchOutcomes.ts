import type { Cloud } from '../../../local/startCloud.ts';

/** What workers said of their messages. */
export interface Outcomes {
  /** The first word that a worker's function logged of an entity from when it was watched on; undefined where it was silent. */
  of(functionName: string, entityId: string): string | undefined;
  stop(): void;
}

/** Listens to the lines `done` of all workers. */
export function watchOutcomes({ world }: Cloud): Outcomes {
  const words = new Map<string, string>();
  const keyOf = (functionName: string, entityId: string) => `${functionName} ${entityId}`;
  const stop = world.feed.subscribe((record) => {
    if (record.kind !== 'log' || !record.line.startsWith('{')) return;
    const { message, entityId, outcome } = JSON.parse(record.line);
    const key = keyOf(record.source, entityId);
    if (message === 'done' && !words.has(key)) words.set(key, outcome);
  });
  return { of: (functionName, entityId) => words.get(keyOf(functionName, entityId)), stop };
}
