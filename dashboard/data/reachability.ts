import { Amplify } from 'aws-amplify';

/** Milliseconds from one look to the next: twice as long each time, up to `LONGEST`. Chosen. */
const FIRST = 1_000;
const LONGEST = 8_000;
/** Whoever has not answered by then is not there. */
const PATIENCE = 5_000;

/**
 * Looks whether the API can be reached, at once and then again and again, while the page is visible and until it is stopped.
 * Waits are drawn at random between half and all of their length, so that pages that lost one server together do not come back to
 * it together. A network that is back, or a page that is looked at again, is no reason to wait.
 */
export function lookForServer(onReached: () => void): () => void {
  let isStopped = false;
  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const isReached = await canReachServer();
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), waitAfter(looks++));
    if (isReached) onReached();
  };
  const lookNow = () => {
    looks = 0;
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

const waitAfter = (looks: number) => Math.min(LONGEST, FIRST * 2 ** looks) * (0.5 + Math.random() / 2);

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
