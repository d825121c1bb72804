import type { Actions, Call } from '../../platform/Call.ts';
import type { Mailbox } from '../../platform/createMailbox.ts';
import type { World } from '../../platform/World.ts';
import { createSesState } from './createSesState.ts';
import type { Ses } from './Ses.ts';
import { sesActions } from './sesActions.ts';

export interface SesOptions {
  /** Keeps what is sent to people. */
  readonly mailbox: Mailbox;
}

/** Amazon SES in memory. E-mails are kept instead of sent. */
export function createSes(world: World, { mailbox }: SesOptions): Ses {
  const state = createSesState();
  const actions: Actions = Object.fromEntries(
    Object.entries(sesActions).map(([name, run]) => [
      name,
      (input: unknown, call: Call) =>
        world.activity.run(async () => (await run(input, { world, state, mailbox, call })) ?? {}),
    ]),
  );
  return { actions, identityOf: (address) => state.identityOf(address)?.name ?? address };
}
