import { createHash } from 'node:crypto';

/** A file of Pact, version 4 of its specification, as far as we write it: https://github.com/pact-foundation/pact-specification/tree/version-4 */
export interface Pact {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly Interaction[];
  readonly metadata: { readonly pactSpecification: { readonly version: '4.0' } } & Readonly<
    Record<string, unknown>
  >;
}

export type Interaction = RequestInteraction | MessageInteraction;

interface AnyInteraction {
  readonly description: string;
  /** What has to be so before, by the names that the provider has for it. */
  readonly providerStates: readonly ProviderState[];
  readonly pending: false;
  /** What is no part of the comparison. */
  readonly comments?: Readonly<Record<string, unknown>>;
}

export interface ProviderState {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A request over HTTP, and its answer. */
export interface RequestInteraction extends AnyInteraction {
  readonly type: 'Synchronous/HTTP';
  readonly request: {
    readonly method: 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly body: Body;
    /** Where the provider's states say what stands there, such as the id of what they made. */
    readonly generators?: { readonly body: Readonly<Record<string, Generator>> };
  };
  readonly response: { readonly status: 200; readonly body: Body; readonly matchingRules: Rules };
}

/** What is delivered without being asked for: to a subscriber, or to a worker. */
export interface MessageInteraction extends AnyInteraction {
  readonly type: 'Asynchronous/Messages';
  readonly contents: Body;
  readonly matchingRules: Rules;
}

interface Body {
  /** An example. What is not compared by a rule has to be equal; more is always allowed. */
  readonly content: unknown;
  readonly contentType: 'application/json';
  readonly encoded: false;
}

export interface Generator {
  readonly type: 'ProviderState';
  readonly expression: string;
  readonly dataType: 'STRING' | 'INTEGER' | 'DECIMAL';
}

interface Rules {
  readonly body: Readonly<Record<string, Rule>>;
}

/** One of the matchers has to hold (`OR`), or all. */
export interface Rule {
  readonly combine: 'AND' | 'OR';
  readonly matchers: readonly Readonly<Record<string, string | number>>[];
}

export const jsonBody = (content: unknown): Body => ({
  content,
  contentType: 'application/json',
  encoded: false,
});

/** The file's text, with an interaction a line, so that a difference shows which of them it is. */
export const textOf = ({ interactions, ...rest }: Pact): string => {
  const { metadata, ...parties } = rest;
  const lines = interactions.map((interaction) => `    ${JSON.stringify(interaction)}`).join(',\n');
  const members = Object.entries(parties).map(([name, value]) => `  "${name}": ${JSON.stringify(value)},\n`);
  return `{\n${members.join('')}  "interactions": [\n${lines}\n  ],\n  "metadata": ${JSON.stringify(metadata, null, 2).replaceAll('\n', '\n  ')}\n}\n`;
};

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
