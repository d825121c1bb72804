import type { Frontdesk } from '../given.ts';

/** Kills a worker's sandbox, as a machine that dies would, once that much more has happened. The answer calls it off. */
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
