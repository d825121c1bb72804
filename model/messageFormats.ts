import type { ZodType } from 'zod';

/** Brings the JSON of a message of one older version to the next. */
export interface Upgrade {
  /** Named in logs and by the tool for dead letters. */
  readonly name: string;
  /** Returns what it does not know of as it is. */
  readonly upgrade: (json: unknown) => unknown;
}

/** What a worker takes: messages as its schema has them, and those of older versions that an upgrade brings there. */
export interface MessageFormat<Message> {
  readonly schema: ZodType<Message>;
  /** Oldest first. @default none: other versions are refused */
  readonly upgrades?: readonly Upgrade[];
}

export type ParsedMessage<Message> =
  | {
      readonly isValid: true;
      readonly message: Message;
      /** As it was parsed: the JSON after the upgrades. */
      readonly json: unknown;
      /** Names of the upgrades that it took. */
      readonly upgradedBy: readonly string[];
    }
  | { readonly isValid: false; readonly issues: readonly string[] };

/**
 * Parses the JSON of a body. One that does not fit is upgraded, step by step, until it does; the issues are those of the
 * latest version.
 */
export const parseMessage = <Message>(
  { schema, upgrades = [] }: MessageFormat<Message>,
  json: unknown,
): ParsedMessage<Message> => {
  let [current, parsed] = [json, schema.safeParse(json)];
  const upgradedBy: string[] = [];
  for (const { name, upgrade } of upgrades) {
    if (parsed.success) break;
    const next = upgrade(current);
    if (next === current) continue;
    [current, parsed] = [next, schema.safeParse(next)];
    upgradedBy.push(name);
  }
  return parsed.success
    ? { isValid: true, message: parsed.data, json: current, upgradedBy }
    : { isValid: false, issues: parsed.error.issues.map(issueText) };
};

/** Which field is wrong, and what of it. The library says of one that is missing what it was received as. */
const issueText = ({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }) =>
  `${path.map(String).join('.') || 'body'}: ${message.replace(/^Invalid input: (expected .*), received undefined$/, 'missing, $1')}`;
