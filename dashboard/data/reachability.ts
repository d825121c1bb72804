import { Amplify } from 'aws-amplify';
import { waitAfter } from './waits.ts';

/** Whoever has not answered by then, in milliseconds, is not there. Chosen. */
const PATIENCE = 5_000;

/**
 * Looks whether the API can be reached, at once and then again and again, while the page is visible and until it is stopped.
 * A network that is back, or a page that is looked at again, is no reason to wait.
 */
export function lookForServer(onReached: () => void): () => void {
  let isStopped = false;
  let [missed, met] = [0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const isReached = await canReachServer();
    if (isStopped) return;
    clearTimeout(timer);
    if (isReached) met++;
    else [missed, met] = [missed + 1, 0];
    timer = setTimeout(() => void look(), waitAfter({ missed, met }, Math.random()));
    if (isReached) onReached();
  };
  const lookNow = () => {
    [missed, met] = [0, 0];
    void look();
  };
  addEventListener('online', lookNow);
  document.addEventListener('visibilitychange', lookNow);
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    removeEventListener('online', lookNow);
    document.removeEventListener('visibilitychange', lookNow);
  };
}

/** Whether something answers at the API's address: it refuses a request without a token, and counts it as no operation. */
async function canReachServer(): Promise<boolean> {
  const { endpoint = '' } = Amplify.getConfig().API?.GraphQL ?? {};
  try {
    // Of another origin a page may not read an answer like this one, but learns that there is one.
    const { status } = await fetch(endpoint, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status < 500;
  } catch {
    return false;
  }
}
