import { readFileSync } from 'node:fs';

export interface ProcessUse {
  /** Largest resident set so far, in megabytes of 2^20 bytes. */
  readonly peakMemoryMb: number;
  /** Processor time so far, user and system, all threads. */
  readonly cpuSeconds: number;
}

/** Linux counts in hundredths of a second whatever the machine's tick is: `man 5 proc_pid_stat`, USER_HZ. */
const TICKS_A_SECOND = 100;

/** Reads `/proc`, so it works on Linux only. */
export function measureProcess(pid: number): ProcessUse {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in brackets, may hold spaces; utime and stime are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    peakMemoryMb: Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
  };
}
