import type { GraphqlError } from '../GraphqlRequest.ts';

/**
 * What one request has done. What a client can multiply is counted here, because no timer ends synchronous work. It is
 * spent for every object, so it is a record without methods.
 */
export interface Budget {
  readonly limits: Limits;
  steps: number;
  characters: number;
  sinceTurn: number;
  /** Others have to be served before the request goes on. */
  isTurnDue: boolean;
  turn: Promise<void> | undefined;
  readonly nextTurn: () => Promise<void>;
  /** Why the request has to end. */
  exceeded: GraphqlError | undefined;
}

export interface Limits {
  readonly steps: number;
  readonly characters: number;
  /** After so many steps, others are served. */
  readonly stepsATurn: number;
}

/** Chosen: some ten milliseconds of work between two looks at the sockets. An ordinary request has fewer. */
const STEPS_A_TURN = 10_000;

/**
 * A step is a selected field that is gathered or a value that is completed, about a microsecond. Both are chosen: AppSync
 * limits the memory and the time of a request in ways it does not document. The characters are as many as it
 * documents for the value of one resolver: https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync
 */
const REQUEST_LIMITS: Limits = {
  steps: 1_000_000,
  characters: 5 * 1024 * 1024,
  stepsATurn: STEPS_A_TURN,
};

export type CreateBudget = (limits?: Partial<Limits>) => Budget;

/** Chosen: a request that needs no more turns than these does not wait for one that does, whichever began first. */
const SHORT_TURNS = 5;
/** Above the number of any request. */
const LONG = 2 ** 50;

/**
 * Creates budgets whose requests wait in one line for their turns. Long texts that wait to be prepared stand with the
 * long requests.
 */
export function createBudgets(): { readonly createBudget: CreateBudget; nextTurn(): Promise<void> } {
  const takeTurn = createTurns();
  let created = 0;
  const createBudget: CreateBudget = (limits) => {
    const order = created++;
    let turns = 0;
    return {
      limits: limits ? { ...REQUEST_LIMITS, ...limits } : REQUEST_LIMITS,
      steps: 0,
      characters: 0,
      sinceTurn: 0,
      isTurnDue: false,
      turn: undefined,
      nextTurn: () => takeTurn(turns++ < SHORT_TURNS ? order : LONG + order),
      exceeded: undefined,
    };
  };
  return { createBudget, nextTurn: () => takeTurn(LONG + created++) };
}

/** Counts steps of work and characters of the answer. Returns false once the request has to end. */
export function spend(budget: Budget, steps: number, characters = 0): boolean {
  budget.steps += steps;
  budget.characters += characters;
  delay(budget, steps);
  const { limits } = budget;
  if (budget.steps > limits.steps)
    budget.exceeded ??= limitError('ExecutionStepLimitReached', `Execution step limit of ${limits.steps}`);
  if (budget.characters > limits.characters)
    budget.exceeded ??= limitError('ResponseSizeLimitReached', `Response size limit of ${limits.characters}`);
  return budget.exceeded === undefined;
}

/** Counts work that has a limit of its own towards the turn only. */
export function delay(budget: Budget, steps: number): void {
  budget.sinceTurn += steps;
  if (budget.sinceTurn >= budget.limits.stepsATurn) budget.isTurnDue = true;
}

/** Resolves when the request may go on. Everything that it does meanwhile waits for the same turn. */
export function waitForTurn(budget: Budget): Promise<void> {
  budget.turn ??= budget.nextTurn().then(() => {
    budget.sinceTurn = 0;
    budget.isTurnDue = false;
    budget.turn = undefined;
  });
  return budget.turn;
}

/** Worded as AppSync words its `QueryDepthLimitReached` and `ResolverExecutionLimitReached`; these two are our own. */
const limitError = (errorType: string, limit: string): GraphqlError => ({
  path: null,
  data: null,
  errorType,
  errorInfo: null,
  locations: null,
  message: `${limit} reached.`,
});

interface Waiting {
  readonly order: number;
  readonly proceed: () => void;
}

/**
 * One waiting request continues in each turn of the event loop, however many wait: a short one, or else the one that
 * began first, so that long ones end one after the other and do not all hold their memory.
 */
function createTurns(): (order: number) => Promise<void> {
  const waiting: Waiting[] = [];
  const serveFirst = () => {
    waiting.shift()?.proceed();
    if (waiting.length > 0) setImmediate(serveFirst);
  };
  return (order) =>
    new Promise((proceed) => {
      const before = waiting.findIndex((other) => other.order > order);
      waiting.splice(before < 0 ? waiting.length : before, 0, { order, proceed });
      if (waiting.length === 1) setImmediate(serveFirst);
    });
}

/** As much of one value is counted: more than any budget has. */
export const MOST_COUNTED = 32 * 1024 * 1024;

/** How deep variables and JSON texts may be nested. Chosen: recursion over them must not leave the stack. */
const MOST_NESTING = 150;

/** Returns roughly how many characters a value has as JSON: Infinity if it is nested too deep, and no more than about `most`. */
export function sizeOf(value: unknown, most: number, nesting = 0): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 4;
  if (nesting > MOST_NESTING) return Infinity;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      size += 1 + sizeOf(item, most - size, nesting + 1);
      if (size > most) break;
    }
    return size;
  }
  // Inherited members are counted as well, but data has none.
  for (const key in value) {
    size += key.length + 4 + sizeOf(Reflect.get(value, key), most - size, nesting + 1);
    if (size > most) break;
  }
  return size;
}
