import { constants } from 'node:os';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Ends a process group when this process ends, by itself or by a signal: a group of its own hears of neither.
 * Answers how to take that back.
 */
export function endWithUs(group: number): () => void {
  const end = () => killGroup(group);
  const leave = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, leave);
  return () => {
    process.off('exit', end);
    for (const signal of SIGNALS) process.off(signal, leave);
  };
}

/** At once, and whether or not it is still there. */
export function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
