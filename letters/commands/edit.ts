import { structuredPatch } from 'diff';
import { type AccountOptions, accountOf, addAccountOptions, confirm } from '../accountOptions.ts';
import { defineCommand, type Outcome, type Session } from '../Command.ts';
import { editLetter } from '../core/changeLetters.ts';
import { checkBody, compactBody, prettyBody, setMembers } from '../core/editBody.ts';
import type { Letter } from '../core/Letter.ts';
import { labelOf } from '../core/queues.ts';
import { noteOnSentLetters } from '../core/moveTask.ts';
import { misuse, OperatorError } from '../core/OperatorError.ts';
import { queueTags } from '../../model/queueTags.ts';
import { editText } from '../editText.ts';
import { holdEach } from '../holdEach.ts';
import { createHolder, openHistory } from '../openHistory.ts';
import { startRun } from '../startRun.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/Terminal.ts';

interface EditOptions extends AccountOptions {
  readonly set?: readonly string[];
}

/** Changes the body of one letter. */
export const edit = defineCommand<EditOptions>({
  name: 'edit',
  summary: 'change the body of a letter',
  description: `Opens the body in $EDITOR, or sets members of it. The result is checked with the
schema of the worker's messages and shown as a difference. The edited letter takes
the place of the first, which the history keeps: letters history RUN --originals`,
  examples: [
    'letters edit 3f9a1c20 placeOrder --because "wrong units"',
    'letters edit 3f9a1c20 --set lines[0].units=3 --because "wrong units" --yes',
  ],
  configure: (command) =>
    void addAccountOptions(
      command
        .argument('<id>', 'of the letter, or the first 8 characters of it')
        .argument('[queue...]', 'where to look for it; everywhere without')
        .option('--set <path=value...>', 'set a member, such as lines[0].units=3; values are JSON or text'),
    ),
  async run(session, [id = '', ...queues], options) {
    const account = accountOf(options, session.world);
    const letter = await holdOne(session, queues, id, async (found) => found);
    const body = options.set ? setMembers(letter.body, options.set) : await editInEditor(session, letter);
    if (body === letter.body) return { data: { changed: false }, text: 'Nothing was changed.' };
    check(session, letter, body);
    await confirm(session, options, {
      text: difference(session.terminal, letter, body),
      question: 'Put it in the place of the letter? [y/N] ',
    });
    // Held anew: nobody knows how long the editor was open.
    return holdOne(session, [letter.queue.url], letter.id, (held) =>
      replace(session, held, { body, account, options }),
    );
  },
});

async function editInEditor({ world }: Session, { body }: Letter): Promise<string> {
  if (!world.ask) throw misuse('Nobody is here to use an editor: run it in a terminal, or use --set.');
  const pretty = prettyBody(body);
  const edited = await editText(pretty, world);
  return edited === pretty ? body : compactBody(edited);
}

/** Throws `OperatorError` for a body that its worker would not take either. */
function check({ note }: Session, { cause, queue }: Letter, body: string): void {
  const step = cause.failingStep ?? queue.tags[queueTags.step];
  const parsed = checkBody(step, body);
  if (!parsed)
    return note(`Nobody knows what messages of ${step ?? queue.name} look like: it is not checked.`);
  if (!parsed.isValid)
    throw new OperatorError(
      `${step} would not take it, so nothing was changed: ${parsed.issues.slice(0, 5).join('; ')}.`,
    );
  if (parsed.upgradedBy.length > 0)
    note(`It is of an older version, which ${parsed.upgradedBy.join(', ')} upgrades.`);
}

interface Replacement {
  readonly body: string;
  readonly account: { readonly by: string; readonly reason: string };
  readonly options: EditOptions;
}

async function replace(
  session: Session,
  letter: Letter,
  { body, account, options }: Replacement,
): Promise<Outcome> {
  const { world, clients } = session;
  const history = await openHistory(session, [letter.queue], options);
  const { queue, cause } = letter;
  const asked = {
    action: 'EDIT' as const,
    queue,
    ...account,
    planned: 1,
    plannedByCode: { [cause.errorCode]: 1 },
  };
  const run = await editLetter(await startRun(world, history, asked), letter, body, {
    clients,
    clock: world,
    history,
    holder: createHolder(world),
  });
  const [{ messageId = '' } = {}] = await history.outcomesOf(run.runId);
  const sent = noteOnSentLetters(queue);
  if (sent !== undefined) session.note(sent);
  return {
    data: { changed: true, run },
    text: `${run.ending}\nBring it back with: letters redrive ${labelOf(queue)} --id ${messageId.slice(0, 8)}\nThe letter before it: letters history ${run.runId} --originals`,
  };
}

/** Does `use` with the one letter of an id. Throws `OperatorError` where there is none, or more than one. */
async function holdOne<Result>(
  session: Session,
  queues: readonly string[],
  id: string,
  use: (letter: Letter) => Promise<Result>,
): Promise<Result> {
  if (id.length < 8) throw misuse(`"${id}" is too short for an id: give 8 characters of it at least.`);
  const found = await holdEach(session, queues, { id: [id], limit: 2 }, async ({ letters }) => {
    const [letter, ...others] = letters;
    if (others.length > 0) throw misuse(`Several letters begin with ${id}: give more of the id.`);
    return letter && { result: await use(letter) };
  });
  const [first] = found.filter((one) => one !== undefined);
  if (!first) throw misuse(`There is no letter ${id} that anybody can read now: look with peek.`);
  return first.result;
}

function difference({ paint }: Terminal, { id, body }: Letter, edited: string): string {
  const { hunks } = structuredPatch('', '', prettyBody(body), prettyBody(edited), '', '', { context: 3 });
  const lines = hunks
    .flatMap((hunk) => hunk.lines)
    .map((line) => {
      const text = printable(line);
      return line.startsWith('+') ? paint('green', text) : line.startsWith('-') ? paint('red', text) : text;
    });
  return [paint('bold', `Letter ${id}`), ...lines].join('\n');
}
