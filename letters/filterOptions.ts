import { type Command, Option } from 'commander';
import { deathClasses, type DeathClass } from '../model/deadLetters/attributes.ts';
import { isoOf } from './core/Clock.ts';
import { parseDuration } from './core/durations.ts';
import { createMatcher, type Filter } from './core/filters.ts';
import { misuse } from './core/OperatorError.ts';

/** What the options of `addFilterOptions` come to. */
export interface FilterOptions {
  readonly id?: readonly string[];
  readonly reason?: readonly string[];
  readonly class?: readonly string[];
  readonly step?: readonly string[];
  readonly entity?: string;
  readonly olderThan?: string;
  readonly newerThan?: string;
  readonly where?: readonly string[];
  readonly limit: number;
}

/** Letters that a command looks at, if it is not told. */
const DEFAULT_LIMIT = 1000;

/** The options by which every command chooses letters. Several of one kind widen, several kinds narrow. */
export const addFilterOptions = (command: Command, limit = DEFAULT_LIMIT): Command =>
  command
    .option('--id <id...>', 'letters by id, or by the first 8 characters of it')
    .option('--reason <code...>', 'by error code, such as NotFound or TimedOut')
    .addOption(new Option('--class <class...>', `by class: ${deathClasses.join(', ')}`))
    .option('--step <name...>', 'by the step that failed')
    .option('--entity <type:id>', 'by what it is about, such as order:O1, order: or O1')
    .option('--older-than <age>', 'dead for longer than 90s, 15m, 2h or 3d')
    .option('--newer-than <age>', 'dead for less')
    .option('--where <expression...>', "by the body, such as '$.orderId == \"O1\"' or '$.lines[*]'")
    .option('--limit <number>', 'letters at most, of each queue', readLimit, limit);

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100_000) return limit;
  throw misuse(`--limit is "${text}"; give a whole number from 1 to 100000.`);
}

/** A filter of the options. Throws `OperatorError` for what cannot be meant. */
export function filterOf(options: FilterOptions, now: number): Filter {
  const { id, reason, class: classes, step, entity, olderThan, newerThan, where } = options;
  const since = (age: string | undefined) =>
    age === undefined ? undefined : isoOf(now - parseDuration(age));
  for (const one of id ?? [])
    if (one.length < 8) throw misuse(`--id ${one} is too short: give 8 characters of it at least.`);
  const filter: Filter = {
    ids: id,
    errorCodes: listed(reason),
    deathClasses: listed(classes)?.map(classOf),
    steps: listed(step),
    ...entityFilter(entity),
    olderThan: since(olderThan),
    newerThan: since(newerThan),
    bodyPaths: where,
  };
  // Says at once what is wrong with an expression.
  createMatcher(filter);
  return filter;
}

const listed = (values: readonly string[] | undefined) => values?.flatMap((value) => value.split(','));

function classOf(text: string): DeathClass {
  const found = deathClasses.find((one) => one === text.toUpperCase());
  if (found) return found;
  throw misuse(`There is no class ${text}. Classes are ${deathClasses.join(', ')}.`);
}

/** What stands before a colon is a type; without one it is an id. */
function entityFilter(entity: string | undefined): Pick<Filter, 'entityType' | 'entityId'> {
  if (entity === undefined) return {};
  const colon = entity.indexOf(':');
  if (colon < 0) return { entityId: entity };
  return { entityType: entity.slice(0, colon) || undefined, entityId: entity.slice(colon + 1) || undefined };
}
