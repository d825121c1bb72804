import type { Activity } from './Activity.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createActivity(): Activity {
  let inFlight = 0;
  let begun = 0;
  let waiting: (() => void)[] = [];

  const rest = async () => {
    if (inFlight > 0) await new Promise<void>((resolve) => waiting.push(resolve));
  };

  return {
    async run(work) {
      inFlight++;
      begun++;
      try {
        return await work();
      } finally {
        inFlight--;
        if (inFlight === 0) {
          const resting = waiting;
          waiting = [];
          for (const resolve of resting) resolve();
        }
      }
    },
    async idle() {
      for (;;) {
        await rest();
        const before = begun;
        await turn();
        await turn();
        if (inFlight === 0 && begun === before) return;
      }
    },
  };
}
