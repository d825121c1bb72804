import { useEffectEvent, useRef } from 'react';

/** What changes within so many milliseconds is read once: an approval may end a hundred other requests. */
const GATHERED_FOR = 150;

/**
 * Returns a function that reads something again, soon: whatever is asked for meanwhile is read once, and what is asked for
 * during a read is read after it, so that the last read sees the last change.
 */
export function useGathered(read: (id: string) => Promise<unknown>): (id: string) => void {
  const asked = useRef(new Set<string>());
  const isRunning = useRef(false);
  const readNow = useEffectEvent(read);

  const run = async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      while (asked.current.size > 0) {
        await new Promise((resolve) => setTimeout(resolve, GATHERED_FOR));
        const ids = [...asked.current];
        asked.current.clear();
        await Promise.all(ids.map(readNow));
      }
    } finally {
      isRunning.current = false;
    }
  };

  return (id) => {
    asked.current.add(id);
    // What could not be read is read again once the connection is back.
    run().catch((error: unknown) => console.warn(String(error)));
  };
}
