import type { Worker } from 'node:worker_threads';

/** Chosen: shorter invocations are never looked at, and in two of them no code fills this machine's memory. */
const INTERVAL_MS = 125;
const MEGABYTE = 1024 * 1024;

/**
 * Calls `onExceeded` once a thread has more memory than its function was given. Node limits the heap of a thread by itself, but
 * not what lies outside of it, such as buffers, of which AWS counts every byte. More at one look alone may be garbage that is
 * about to be collected. Returns a function that stops it.
 */
export function watchMemory(
  worker: Pick<Worker, 'getHeapStatistics'>,
  memoryMb: number,
  onExceeded: () => void,
): () => void {
  let exceeded = false;
  const look = async () => {
    const { used_heap_size: heap, external_memory: external } = await worker.getHeapStatistics();
    const before = exceeded;
    exceeded = heap + external > memoryMb * MEGABYTE;
    if (before && exceeded) onExceeded();
  };
  // A thread that has not begun or has ended has no memory, which is how looking at it fails. On a busy machine it begins later
  // than the first look.
  const timer = setInterval(() => void look().catch(() => undefined), INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
