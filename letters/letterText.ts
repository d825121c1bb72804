import type { Session } from './Command.ts';
import { formatDuration } from './core/durations.ts';
import { jsonOf } from './core/jsonOf.ts';
import type { Letter } from './core/Letter.ts';
import { labelOf } from './core/queues.ts';
import type { Moment } from './core/readPath.ts';
import type { Row, StoredEntity } from './core/storedEntity.ts';
import { classFormats } from './lettersTable.ts';
import { fields, wrapped } from './terminal/paragraphs.ts';
import { fitted, printable } from './terminal/printable.ts';
import { table } from './terminal/table.ts';

export interface ShownLetter {
  readonly letter: Letter;
  readonly entity: StoredEntity | undefined;
  /** Of a pipe's letter. */
  readonly records: readonly object[] | undefined;
  readonly path: readonly Moment[];
}

/** A letter as `show` prints it: why, what, and what happened, each below its title. */
export function letterText(session: Session, { letter, entity, records = [], path }: ShownLetter): string {
  const { terminal } = session;
  const section = (title: string, text: string) =>
    text === '' ? '' : `${terminal.paint('bold', title)}\n${text}`;
  return [
    heading(session, letter),
    section('Attempts', attemptsText(session, letter)),
    section('Body', wrapped(prettyBody(letter.body), terminal.width)),
    section(
      'Stream records',
      records.map((record) => wrapped(JSON.stringify(record), terminal.width, '  ')).join('\n'),
    ),
    section('Stored now', entityText(session, entity, letter)),
    section('Path', pathText(session, path)),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function heading({ terminal, world }: Session, { id, queue, cause }: Letter): string {
  const { deathClass, errorCode, reason, failingStep, entityType, entityId, redrive } = cause;
  const since = (on: string | undefined) =>
    on === undefined ? undefined : `${on} (${formatDuration(world.now() - Date.parse(on))} ago)`;
  const what = terminal.paint(classFormats[deathClass], printable(`${deathClass} ${errorCode}`));
  const pairs = [
    ['Letter', id],
    ['Message', cause.messageId === id ? undefined : cause.messageId],
    ['Queue', labelOf(queue) === queue.name ? queue.name : `${labelOf(queue)}: ${queue.name}`],
    ['Source', queue.sources.map(({ name }) => name).join(', ')],
    ['Because', reason],
    ['Step', failingStep],
    ['About', [entityType, entityId].filter(Boolean).join(' ')],
    ['Sent', since(cause.sentOn)],
    ['Received', since(cause.firstReceivedOn)],
    ['Died', since(cause.diedOn)],
    ['Deliveries', cause.receiveCount === undefined ? undefined : String(cause.receiveCount)],
    [
      'Redriven',
      redrive && `${redrive.count} time(s), last by ${redrive.by} on ${redrive.on}, run ${redrive.runId}`,
    ],
    ['Trace', cause.traceId],
    ['Code', cause.codeVersion?.slice(0, 12)],
  ] as const;
  return `${what}\n${fields(pairs, terminal.width, (label) => terminal.paint('dim', label))}`;
}

const attemptsText = ({ terminal }: Session, { cause: { attempts } }: Letter): string =>
  attempts.length === 0
    ? ''
    : table(terminal, attempts, [
        { title: 'DELIVERY', value: ({ receiveCount }) => String(receiveCount), align: 'right' },
        { title: 'ON', value: ({ on }) => on },
        {
          title: 'OUTCOME',
          value: ({ outcome }) => outcome,
          format: ({ outcome }) => (outcome === 'failed' ? 'yellow' : 'red'),
        },
        { title: 'ERROR', value: ({ error }) => error, shrinks: true },
      ]);

/** JSON with line breaks, where it is JSON; otherwise as it is. */
function prettyBody(body: string): string {
  const json = jsonOf(body);
  return json === undefined ? body : JSON.stringify(json, null, 2);
}

function entityText({ terminal }: Session, entity: StoredEntity | undefined, { cause }: Letter): string {
  if (!entity) return '';
  if (entity.rows.length === 0)
    return wrapped(`${entity.table} has no ${cause.entityType} ${cause.entityId}.`, terminal.width);
  return entity.rows.map((row) => wrapped(JSON.stringify(business(row)), terminal.width, '  ')).join('\n');
}

/** A row without the attributes that only the table needs. */
const business = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !/^(?:__edb_|gsi\d)/.test(name)));

/** What happened needs the room more than where. */
const WIDEST_PLACE = 24;

const pathText = ({ terminal }: Session, path: readonly Moment[]): string =>
  path.length === 0
    ? ''
    : table(terminal, path, [
        { title: 'ON', value: ({ on }) => on.slice(11, 23) },
        { title: 'WHERE', value: ({ where }) => fitted(where, WIDEST_PLACE) },
        {
          title: 'WHAT',
          value: ({ what }) => what,
          format: ({ isOwn }) => (isOwn ? 'bold' : undefined),
          shrinks: true,
        },
      ]);
