import { useEffect, useState } from 'react';
import { useLive } from './data/connection.ts';

/** How often a page that is looked at asks whether there is a newer one, in milliseconds. Chosen. */
const EVERY = 60_000;
/** A page that is younger, in milliseconds, is the newest. */
const JUST_LOADED = 10_000;

/** Scripts and styles that a page begins with: their names change with what is in them. */
const ASSETS = /(?:src|href)="(?<path>\/assets\/[^"]+)"/g;

const assetsIn = (html: string): string[] =>
  [...html.matchAll(ASSETS)].map(({ groups }) => groups?.['path'] ?? '');

const mine = new Set(assetsIn(document.head.outerHTML));

/** Whether the page that is served now is another one than this. The one of a development server names no assets. */
async function isOutdated(): Promise<boolean> {
  try {
    // Asks whether it has changed, and is told so without the page.
    const answer = await fetch('/index.html', { cache: 'no-cache' });
    return answer.ok && assetsIn(await answer.text()).some((path) => !mine.has(path));
  } catch {
    // Nobody is there to say so.
    return false;
  }
}

/**
 * Whether a newer version was deployed. Looks each minute while the page is visible, whenever somebody comes back to it, and when
 * the connection is back: a server that was away is often a new one.
 */
export function useNewVersion(): boolean {
  const [isOld, setOld] = useState(false);
  const isLive = useLive();
  useEffect(() => {
    if (isOld || !isLive) return undefined;
    let isStopped = false;
    const look = async () => {
      if (document.hidden) return;
      const isNow = await isOutdated();
      if (!isStopped) setOld(isNow);
    };
    const lookNow = () => void look();
    const timer = setInterval(lookNow, EVERY);
    addEventListener('focus', lookNow);
    document.addEventListener('visibilitychange', lookNow);
    if (performance.now() > JUST_LOADED) lookNow();
    return () => {
      isStopped = true;
      clearInterval(timer);
      removeEventListener('focus', lookNow);
      document.removeEventListener('visibilitychange', lookNow);
    };
  }, [isOld, isLive]);
  return isOld;
}
