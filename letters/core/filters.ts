import { query } from 'jsonpath-rfc9535';
import type { DeathClass } from '../../model/deadLetters/attributes.ts';
import { jsonOf } from './jsonOf.ts';
import type { Letter } from './Letter.ts';
import { errorMessage, misuse } from './OperatorError.ts';

/** Which letters are meant: those that meet every condition. It is data, so that a job can keep it. */
export interface Filter {
  readonly ids?: readonly string[] | undefined;
  readonly errorCodes?: readonly string[] | undefined;
  readonly deathClasses?: readonly DeathClass[] | undefined;
  readonly steps?: readonly string[] | undefined;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
  /** ISO 8601: died before. */
  readonly olderThan?: string | undefined;
  /** ISO 8601: died at this time or later. */
  readonly newerThan?: string | undefined;
  /**
   * Of the body's JSON: a path such as `$.lines[*].sku`, which has to lead somewhere, or a comparison such as
   * `$.detail.eventData.orderId.S == "O1"`.
   */
  readonly bodyPaths?: readonly string[] | undefined;
}

/** Whether a filter leaves nothing out. An empty list asks nothing. */
export function isEverything(filter: Filter): boolean {
  const conditions: Readonly<Record<string, string | readonly string[] | undefined>> = { ...filter };
  return Object.values(conditions).every((condition) => condition === undefined || condition.length === 0);
}

/** Whether a letter meets every condition of a filter. */
export const matches = (letter: Letter, filter: Filter): boolean => createMatcher(filter)(letter);

/** The same for many letters. Throws `OperatorError` for an expression that is none. */
export function createMatcher(filter: Filter): (letter: Letter) => boolean {
  const { ids, errorCodes, deathClasses, steps, entityType, entityId, olderThan, newerThan } = filter;
  const bodyPaths = (filter.bodyPaths ?? []).map(bodyQuery);
  const isAmong = (wanted: readonly string[] | undefined, value: string | undefined) =>
    !wanted || wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value?.toLowerCase());
  return ({ id, body, cause }) => {
    const diedOn = cause.diedOn ?? cause.sentOn;
    return (
      (!ids ||
        ids.length === 0 ||
        ids.some((one) => id.startsWith(one) || cause.messageId.startsWith(one))) &&
      isAmong(errorCodes, cause.errorCode) &&
      isAmong(deathClasses, cause.deathClass) &&
      isAmong(steps, cause.failingStep) &&
      isAmong(entityType === undefined ? undefined : [entityType], cause.entityType) &&
      (entityId === undefined || entityId === cause.entityId) &&
      (olderThan === undefined || diedOn < olderThan) &&
      (newerThan === undefined || diedOn >= newerThan) &&
      meetsPaths(body, bodyPaths)
    );
  };
}

function meetsPaths(body: string, expressions: readonly string[]): boolean {
  if (expressions.length === 0) return true;
  const json = jsonOf(body);
  // What JSON.parse returns is JSON.
  return json !== undefined && expressions.every((path) => query([json as Json], path).length > 0);
}

type Json = Parameters<typeof query>[0];

/**
 * Both kinds of expression as one query of a list with the body in it: a filter selects from a list, and whatever the
 * body is, it is an element of one. `$` means the body.
 * https://www.rfc-editor.org/rfc/rfc9535#name-filter-selector
 */
function bodyQuery(expression: string): string {
  const path = `$[0]${expression.trim().slice(1)}`;
  const comparison = `$[?${aboutBody(expression)}]`;
  if (isQuery(path) && /^\s*[$@]/.test(expression)) return path;
  try {
    query([], comparison);
    return comparison;
  } catch (error) {
    throw misuse(
      `"${expression}" is neither a JSONPath nor a comparison of one (${errorMessage(error)}). ` +
        `Try '$.orderId == "O1"'.`,
    );
  }
}

function isQuery(path: string): boolean {
  try {
    query([], path);
    return true;
  } catch {
    return false;
  }
}

/** In a filter the element is `@`, and `$` would be the list. Texts in quotes stay as they are. */
const aboutBody = (expression: string) =>
  expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$/g, (part) => (part === '$' ? '@' : part));
