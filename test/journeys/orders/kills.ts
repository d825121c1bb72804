import type { Frontdesk } from '../given.ts';

/** Kills a worker's sandbox after so many further records, as if its machine died. Returns a function that cancels this. */
export function kills({ cloud }: Frontdesk, worker: string, afterRecords: number): () => void {
  const { ref } = Object.values(cloud.stacks)
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type, path }) => type === 'AWS::Lambda::Function' && path.startsWith(worker))!;
  let seen = 0;
  const stop = cloud.world.feed.subscribe(() => {
    if (++seen < afterRecords) return;
    stop();
    void cloud.services.lambda.kill(ref);
  });
  return stop;
}
