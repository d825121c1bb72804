import { inUrl } from './createOriginPolicy.ts';

/** Where a cloud says whether it can be used, and which one it is: on both of its ports. */
export const HEALTH_PATH = '/health';

/** Longest wait for who listens on a taken port, in milliseconds. Chosen: a cloud that is not busy answers in five. */
const PATIENCE_MS = 500;

/** Returns the address of the console of the cloud that listens on a port; undefined where something else does. */
export async function consoleOfOccupant(host: string, port: number): Promise<string | undefined> {
  try {
    const url = `http://${inUrl(host)}:${port}${HEALTH_PATH}`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    const health: unknown = await answer.json();
    return isHealth(health) && CONSOLE.test(health.console) ? health.console : undefined;
  } catch {
    // Whatever listens there is no cloud of ours, or cannot answer.
    return undefined;
  }
}

const isHealth = (answer: unknown): answer is { readonly console: string } =>
  typeof answer === 'object' && answer !== null && 'console' in answer && typeof answer.console === 'string';

/** What a stranger answers is not printed. */
const CONSOLE = /^http:\/\/[\w.:[\]-]{1,100}\/console$/;
