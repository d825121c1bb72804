import type { Worker } from 'node:worker_threads';

/** Chosen: shorter invocations are never looked at, and in this time no code fills this machine's memory. */
const INTERVAL_MS = 250;
const MEGABYTE = 1024 * 1024;

/**
 * Calls `onExceeded` once a thread has more memory than its function was given. Node limits the heap of a thread by itself, but
 * not what lies outside of it, such as buffers, of which AWS counts every byte. Returns a function that stops it.
 */
export function watchMemory(worker: Worker, memoryMb: number, onExceeded: () => void): () => void {
  const look = async () => {
    const { used_heap_size: heap, external_memory: external } = await worker.getHeapStatistics();
    if (heap + external > memoryMb * MEGABYTE) onExceeded();
  };
  // A thread that has ended has no memory, which is how looking at it fails.
  const timer = setInterval(() => void look().catch(() => clearInterval(timer)), INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
