import { Kind } from 'graphql';
import type { Scalar } from './Scalar.ts';

/** JSON in a string: resolvers see what it says, clients its text. */
export const awsJson: Scalar = {
  literals: [Kind.STRING],
  parse(value) {
    if (typeof value !== 'string' || !isJson(value))
      throw new TypeError(`Unable to parse \`${value}\` as valid JSON.`);
    return JSON.parse(value);
  },
  /** A string that is itself JSON text is taken as that text. */
  serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
