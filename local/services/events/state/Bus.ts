import type { Rule } from './Rule.ts';

export interface Bus {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** By name, in the order they were put. */
  readonly rules: Map<string, Rule>;
  /** The resource policy's statements, as JSON documents by their id. */
  readonly statements: Map<string, unknown>;
}

export const DEFAULT_BUS = 'default';
