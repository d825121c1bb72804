import { parseJson } from '../../../platform/parseJson.ts';
import { matchesPattern } from '../../events/patterns/matchesPattern.ts';
import { patternProblem } from '../../events/patterns/parsePattern.ts';
import type { MessageAttributes } from '../messages.ts';
import { invalidParameter } from '../snsError.ts';

export interface Filter {
  readonly scope: FilterScope;
  readonly pattern: Readonly<Record<string, unknown>>;
}

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const LONGEST_POLICY_BYTES = 256 * 1024;
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/**
 * Parses a filter policy. Its operators are those of event patterns, which the same matcher of AWS evaluates; the words
 * of refusals are that matcher's, behind SNS's own beginning.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function parseFilterPolicy(text: string, scope: FilterScope): Filter {
  if (Buffer.byteLength(text) > LONGEST_POLICY_BYTES) throw refused('Filter policy is too long');
  const checked = parsed(text);
  const problem = patternProblem(checked);
  if (problem) throw refused(problem);
  if (JSON.stringify(checked).includes('"wildcard":')) throw refused('wildcard is not supported here');
  const leaves = leavesOf(checked);
  if (scope === 'MessageAttributes' && leaves.some(({ depth }) => depth > 1))
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  if (leaves.length > MOST_KEYS) throw refused(`Filter policy can not have more than ${MOST_KEYS} keys`);
  // Values of a nested key count as often as it is deep.
  if (leaves.reduce((product, { values, depth }) => product * values * depth, 1) > MOST_COMBINATIONS)
    throw refused('Filter policy is too complex');
  return { scope, pattern: checked };
}

const refused = (reason: string) => invalidParameter(`FilterPolicy: ${reason}`);

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const policy = parseJson(text);
    if (typeof policy === 'object' && policy !== null && !Array.isArray(policy)) return { ...policy };
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw refused('failed to parse JSON.');
}

interface Leaf {
  readonly depth: number;
  readonly values: number;
}

/** The keys that have a list of values. Those of alternatives all count; `$or` itself nests nothing. */
function leavesOf(pattern: object, depth = 1): Leaf[] {
  return Object.entries(pattern).flatMap(([name, value]: [string, unknown]): Leaf[] => {
    if (Array.isArray(value))
      return name === '$or' ? alternativesOf(value, depth) : [{ depth, values: value.length }];
    return typeof value === 'object' && value !== null ? leavesOf(value, depth + 1) : [];
  });
}

const alternativesOf = (alternatives: readonly unknown[], depth: number) =>
  alternatives.flatMap((each) => (typeof each === 'object' && each !== null ? leavesOf(each, depth) : []));

/** Whether a message passes. A body that is no JSON object passes no policy on bodies. */
export function passesFilter(
  filter: Filter | undefined,
  body: string,
  attributes: MessageAttributes,
): boolean {
  if (!filter) return true;
  const fields = filter.scope === 'MessageBody' ? fieldsOfBody(body) : fieldsOfAttributes(attributes);
  return fields !== undefined && matchesPattern(filter.pattern, fields);
}

function fieldsOfBody(body: string): object | undefined {
  try {
    const value = parseJson(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Binary attributes are not looked at. */
const fieldsOfAttributes = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { DataType, StringValue }]) => {
      if (StringValue === undefined) return [];
      if (DataType === 'Number') return [[name, Number(StringValue)]];
      return [[name, DataType === 'String.Array' ? parseJson(StringValue) : StringValue]];
    }),
  );
