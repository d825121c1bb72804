import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Processes that lock a folder when they are told to. */
export interface Contenders {
  /**
   * All of them lock the folder at the same time; returns how many got the lock. Those are killed while they have
   * it, and replaced, so that the next contest begins with the lock of a dead process.
   */
  contest(): Promise<number>;
  end(): void;
}

export function createContenders(folder: string, count: number): Contenders {
  const contenders = Array.from({ length: count }, () => startContender(folder));
  return {
    async contest() {
      await Promise.all(contenders.map(({ ready }) => ready));
      const locked = await Promise.all(contenders.map(({ tryToLock }) => tryToLock()));
      const winners = [...locked.entries()].filter(([, hasLock]) => hasLock);
      for (const [index] of winners) {
        await contenders[index]?.kill();
        contenders[index] = startContender(folder);
      }
      return winners.length;
    },
    end: () => contenders.forEach(({ kill }) => void kill()),
  };
}

function startContender(folder: string) {
  const child: ChildProcess = fork(join(import.meta.dirname, 'folderContender.ts'), [folder]);
  const answer = async () => {
    const [message] = (await once(child, 'message')) as [unknown]; // `once` knows no message types
    return message;
  };
  return {
    ready: answer(),
    async tryToLock(): Promise<boolean> {
      child.send('lock');
      return (await answer()) === 'locked';
    },
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
