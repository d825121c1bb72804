import type { Session } from './Command.ts';
import type { DeathClass } from '../model/deadLetters/attributes.ts';
import { formatDuration } from './core/durations.ts';
import type { Letter } from './core/Letter.ts';
import { labelOf } from './core/queues.ts';
import { table } from './terminal/table.ts';
import type { Format } from './terminal/Terminal.ts';

/** How a class of death looks. */
export const classFormats: Readonly<Record<DeathClass, Format>> = {
  PERMANENT: 'yellow',
  EXHAUSTED: 'yellow',
  KILLED: 'red',
  UNDELIVERED: 'magenta',
  UNREAD: 'magenta',
};

/** Letters a line each: enough of the id to name it by, how long it is dead, what it is about, and why. */
export const lettersTable = ({ terminal, world }: Session, letters: readonly Letter[]): string =>
  table(terminal, letters, [
    { title: 'ID', value: ({ id }) => id.slice(0, 8), format: () => 'cyan' },
    { title: 'QUEUE', value: ({ queue }) => labelOf(queue), shrinks: true },
    {
      title: 'DEAD',
      value: ({ cause }) => formatDuration(world.now() - Date.parse(cause.diedOn ?? cause.sentOn)),
      align: 'right',
    },
    {
      title: 'REASON',
      value: ({ cause }) => cause.errorCode,
      format: ({ cause }) => classFormats[cause.deathClass],
    },
    { title: 'ABOUT', value: ({ cause }) => cause.entityId ?? '', shrinks: true },
    { title: 'BECAUSE', value: ({ cause }) => cause.reason, shrinks: true },
  ]);
