import { randomBytes } from 'node:crypto';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { createOperator, type Operator } from './createOperator.ts';
import { type Journey, journeys, type Stage } from './journeys.ts';
import type { SmokeOptions } from './options.ts';
import { findStage, type FoundStage } from './findStage.ts';
import type { StageOutputs } from './readOutputs.ts';
import { watchStatuses } from './watchStatuses.ts';

/** What a smoke test uses of its process. */
export interface SmokeEnvironment {
  readonly print: (line: string) => void;
  /** Milliseconds since an arbitrary moment. */
  readonly now: () => number;
  /** Aborted to go on with nothing but the removal. */
  readonly stop: AbortSignal;
}

/** Tries a stage, removes what it made, and returns the exit code. Throws `OperatorError` where it cannot begin. */
export async function run(options: SmokeOptions, environment: SmokeEnvironment): Promise<0 | 1> {
  const { print } = environment;
  const { outputs, cognito } = await findStage(options.outputs, environment.stop);
  const wanted = journeysFor(outputs, options);
  const trash = createTrash();
  let failed = 0;
  try {
    print(`Trying ${outputs.GraphqlUrl}`);
    const stage = await openStage({ outputs, cognito }, options, { ...environment, trash });
    failed = await tryAll(wanted, stage, environment);
  } finally {
    failed += await trash.empty(print);
    for (const what of trash.staying) print(`stays    ${what}`);
  }
  const skipped = journeys.length - wanted.length;
  if (skipped > 0)
    print(
      `${skipped} journeys that pay were left out: ${outputs.PaymentGateway} may move money. See --charge.`,
    );
  print(failed === 0 ? `All ${wanted.length} journeys went well.` : `${failed} failed.`);
  return failed === 0 ? 0 : 1;
}

/** On a stage that does not say who charges, nobody is asked for money. */
const journeysFor = ({ PaymentGateway }: StageOutputs, { charge }: SmokeOptions): readonly Journey[] =>
  charge || PaymentGateway === 'simulated' ? journeys : journeys.filter(({ charges }) => !charges);

/** Runs journeys in order until one fails, since the next rest on it. Returns how many failed. */
async function tryAll(
  wanted: readonly Journey[],
  stage: Stage,
  { print, now, stop }: SmokeEnvironment,
): Promise<0 | 1> {
  for (const { name, run: tryOne } of wanted) {
    if (stop.aborted) return 1;
    const begun = now();
    const lasted = () => `${((now() - begun) / 1000).toFixed(1)} s`.padStart(7);
    try {
      await tryOne(stage);
      print(`ok       ${lasted()}  ${name}`);
    } catch (error) {
      print(`FAILED   ${lasted()}  ${name}: ${errorMessage(error)}`);
      return 1;
    }
  }
  return 0;
}

interface Trash {
  readonly staying: readonly string[];
  undo: Stage['undo'];
  stays: Stage['stays'];
  /** Removes everything, the last first, whatever fails. Returns how many could not be removed. */
  empty(print: (line: string) => void): Promise<number>;
}

function createTrash(): Trash {
  const removals: { readonly what: string; readonly remove: () => Promise<unknown> }[] = [];
  const staying: string[] = [];
  return {
    staying,
    undo: (what, remove) => void removals.push({ what, remove }),
    stays: (what) => void staying.push(what),
    async empty(print) {
      let failed = 0;
      for (const { what, remove } of removals.reverse()) {
        try {
          await remove();
          print(`removed  ${what}`);
        } catch (error) {
          failed++;
          print(`LEFT     ${what}: ${errorMessage(error)}`);
        }
      }
      return failed;
    },
  };
}

/** Makes and signs in the users, and follows what happens. */
async function openStage(
  { outputs, cognito }: FoundStage,
  { waitMs }: SmokeOptions,
  { trash, stop }: SmokeEnvironment & { readonly trash: Trash },
): Promise<Stage> {
  const runId = `smoke-${randomBytes(4).toString('hex')}`;
  const operator = createOperator(outputs, cognito);
  const newSession = (name: string, group: string) =>
    signUp(operator, { username: `${runId}-${name}`, group, trash });
  const admin = await newSession('admin', 'Admins');
  const caretaker = await newSession('caretaker', 'Caretakers');
  const tenant = await newSession('tenant', 'Tenants');
  const endpoint = {
    realtimeUrl: outputs.RealtimeUrl,
    graphqlUrl: outputs.GraphqlUrl,
    idToken: tenant.idToken,
  };
  const statuses = await watchStatuses(endpoint, { waitMs, stop });
  trash.undo('the subscriptions', async () => statuses.close());
  return { run: runId, admin, caretaker, tenant, statuses, made: {}, undo: trash.undo, stays: trash.stays };
}

interface NewUser {
  readonly username: string;
  readonly group: string;
  readonly trash: Trash;
}

async function signUp(operator: Operator, { username, group, trash }: NewUser) {
  try {
    const credentials = await operator.createUser(username, group, () =>
      trash.undo(`user ${username}`, () => operator.deleteUser(username)),
    );
    return await operator.signIn(credentials);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`${username} cannot be made and signed in: ${errorMessage(error)}`);
  }
}
