/** Picks one of so many ways to go on. */
export type Choose = (options: number) => number;

/** Runs a scenario once for each way its choices can fall, and returns how many there are. */
export async function everyWay(scenario: (choose: Choose) => Promise<void>): Promise<number> {
  for (let ways = 1, path: number[] | undefined = []; ; ways++) {
    path = nextPath(await taken(scenario, path));
    if (!path) return ways;
  }
}

interface Choice {
  readonly choice: number;
  readonly options: number;
}

async function taken(scenario: (choose: Choose) => Promise<void>, path: readonly number[]) {
  const choices: Choice[] = [];
  await scenario((options) => {
    const choice = path[choices.length] ?? 0;
    choices.push({ choice, options });
    return choice;
  });
  return choices;
}

/** Depth first: the last choice that can fall another way does. */
function nextPath(choices: readonly Choice[]): number[] | undefined {
  const last = choices.findLastIndex(({ choice, options }) => choice < options - 1);
  return last < 0
    ? undefined
    : choices.slice(0, last + 1).map(({ choice }, at) => choice + Number(at === last));
}

export interface Turns {
  /** Resolves when it is the caller's turn: one goes on at a time, once all of them wait. */
  readonly turn: () => Promise<void>;
  /** One of them is through. */
  readonly ended: () => void;
}

/** Lets so many runners go on one at a time, in the order that is chosen. */
export function takeTurns(runners: number, choose: Choose): Turns {
  const waiting: (() => void)[] = [];
  let running = runners;
  const goOn = () => {
    if (--running > 0 || waiting.length === 0) return;
    running = 1;
    waiting.splice(choose(waiting.length), 1)[0]!();
  };
  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        goOn();
      }),
    ended: goOn,
  };
}
