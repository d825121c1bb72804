import { Kind, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(import.meta.dirname, '../../../README.md');

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of the README, in order. */
export const readBlocks = (): readonly Block[] =>
  [...readFileSync(README, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));

export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
}

/** The operations of GraphQL blocks, in order. Throws where one has no name: a console could not tell which to run. */
export const operationsIn = (blocks: readonly Block[]): readonly Operation[] =>
  blocks
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ text }) =>
      parse(text).definitions.map((definition) => {
        if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name)
          throw new Error(`This operation has no name: ${text}`);
        const { start, end } = definition.loc!;
        return { name: definition.name.value, kind: definition.operation, text: text.slice(start, end) };
      }),
    );

/** Puts a value in the place of each `…`. */
export const filled = (text: string, values: readonly string[]) => {
  const left = [...values];
  const result = text.replaceAll('…', () => left.shift() ?? '…');
  if (left.length > 0 || result.includes('…')) throw new Error(`${values.length} values do not fit ${text}`);
  return result;
};
