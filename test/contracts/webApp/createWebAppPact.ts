import {
  buildSchema,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorTypes } from '../../../model/errors.ts';
import { type Generator, type Interaction, jsonBody, type Pact } from '../pact/Pact.ts';
import { createShape } from './createShape.ts';
import type { Expectation } from './Expectation.ts';
import { residentInteractions } from './residentInteractions.ts';
import { staffInteractions } from './staffInteractions.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The schema of the API, as AppSync completes it. */
export const sdl = read('appsync.graphql') + read('schema.graphql');

/** What an answer may be, for all operations together. */
export interface Agreement {
  /** The type of each field that is selected: `Order.status` is `OrderStatus!`. */
  readonly fields: Readonly<Record<string, string>>;
  /** What each enum that is selected may be. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** The errors that pages have words for. */
  readonly errorTypes: readonly string[];
}

export interface WebAppPact extends Pact {
  readonly metadata: Pact['metadata'] & { readonly agreement: Agreement };
}

/** An operation with the fragments that it uses, as the web app sends it. */
interface Document {
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
  readonly text: string;
}

/** What is asked in these texts of `.graphql` files. */
export function readDocuments(texts: readonly string[]): Document[] {
  const definitions = texts.flatMap((text) => parse(text, { noLocation: true }).definitions);
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const used = fragments.filter(({ name }) => print(operation).split(/\s+/).includes(`...${name.value}`));
      return { operation, fragments: used, text: [operation, ...used].map(print).join('\n') };
    });
}

/** The operations of the web app, of all its pages. */
export const webAppDocuments = () =>
  readDocuments(globSync('dashboard/**/*.graphql', { cwd: root }).sort().map(read));

/** Each operation of the web app at least once, as the person whose page sends it. */
export const expectations: readonly Expectation[] = [...residentInteractions, ...staffInteractions];

/** What the web app of this source counts on. */
export function createWebAppPact(
  documents: readonly Document[] = webAppDocuments(),
  asked: readonly Expectation[] = expectations,
): WebAppPact {
  const schema = buildSchema(sdl);
  return {
    consumer: { name: 'web-app' },
    provider: { name: 'api' },
    interactions: asked.map((expectation) => createInteraction(schema, documents, expectation)),
    metadata: { pactSpecification: { version: '4.0' }, agreement: agreementOf(schema, documents) },
  };
}

function createInteraction(
  schema: GraphQLSchema,
  documents: readonly Document[],
  expectation: Expectation,
): Interaction {
  const { operation: name, about, as, given, variables = {}, refused, when, ...options } = expectation;
  const document = documents.find(({ operation }) => operation.name?.value === name);
  if (!document) throw new Error(`No page sends ${name}.`);
  const { operation, fragments, text: query } = document;
  const { example, rules } = createShape(schema, operation, fragments, { ...options, variables });
  // What is changed, others have to find as it was.
  const changes = operation.operation !== OperationTypeNode.QUERY && refused === undefined;
  const common = {
    description: about === undefined ? name : `${name} ${about}`,
    pending: false,
    providerStates: [{ name: given, params: { as, changes } }],
  } as const;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    return {
      ...{ ...common, type: 'Asynchronous/Messages', comments: { subscription: { query, variables }, when } },
      contents: jsonBody({ data: example }),
      matchingRules: { body: rules },
    };
  const generators = generatorsOf(variables, '$.variables');
  return {
    ...{ ...common, type: 'Synchronous/HTTP' },
    request: {
      ...{ method: 'POST', path: '/graphql', headers: { 'content-type': ['application/json'] } },
      body: jsonBody({ query, variables }),
      ...(Object.keys(generators).length > 0 && { generators: { body: generators } }),
    },
    response:
      refused === undefined
        ? { status: 200, body: jsonBody({ data: example }), matchingRules: { body: rules } }
        : refusal(refused),
  };
}

const refusal = (errorType: string) => ({
  status: 200 as const,
  body: jsonBody({ errors: [{ errorType, message: 'a text' }] }),
  matchingRules: {
    body: {
      '$.errors': { combine: 'AND' as const, matchers: [{ match: 'type', min: 1 }] },
      '$.errors[*].errorType': { combine: 'AND' as const, matchers: [{ match: 'equality' }] },
      '$.errors[*].message': { combine: 'AND' as const, matchers: [{ match: 'type' }] },
    },
  },
});

/** What the names are called that are no texts. */
const NUMBERS: Readonly<Record<string, Generator['dataType']>> = { version: 'INTEGER', amount: 'DECIMAL' };

/** The places of a request where a state says what stands there. */
function generatorsOf(value: unknown, path: string): Record<string, Generator> {
  if (typeof value === 'object' && value !== null)
    return Object.assign(
      {},
      ...Object.entries(value).map(([key, member]) =>
        generatorsOf(member, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
      ),
    );
  const name = typeof value === 'string' ? /^\$\{(\w+)\}$/.exec(value)?.[1] : undefined;
  if (name === undefined) return {};
  return {
    [path]: { type: 'ProviderState', expression: `\${${name}}`, dataType: NUMBERS[name] ?? 'STRING' },
  };
}

function agreementOf(schema: GraphQLSchema, documents: readonly Document[]): Agreement {
  const [fields, enums] = [new Map<string, string>(), new Map<string, readonly string[]>()];
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field({ name }) {
      const [parent, type] = [types.getParentType(), types.getType()];
      if (!parent || !type || name.value.startsWith('__')) return;
      fields.set(`${parent.name}.${name.value}`, String(type));
      const named = getNamedType(type);
      if (isEnumType(named))
        enums.set(
          named.name,
          named.getValues().map((value) => value.name),
        );
    },
  });
  for (const { text } of documents) visit(parse(text), visitor);
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => Object.fromEntries([...map].sort());
  return {
    fields: sorted(fields),
    enums: sorted(enums),
    errorTypes: errorTypesOf(webAppSources(), Object.keys(errorTypes)),
  };
}

/** The session's pages know the errors of Cognito, too. */
const webAppSources = () =>
  globSync('dashboard/{caretaker,data,messages,operator,resident}/**/*.{ts,tsx}', { cwd: root })
    .sort()
    .map(read);

/** What no API answers, but the page says itself, or AppSync in front of all resolvers. */
const NOT_OF_THE_API = ['Malformed', 'Unreachable', 'Unauthorized'];

/**
 * The types of errors that a page tells apart: those it compares, those that the table of all pages has words for, and those of
 * the catalogue that a page has words of its own for.
 */
export function errorTypesOf(sources: readonly string[], catalog: readonly string[]): string[] {
  const found = sources.flatMap((text) => {
    const [, table = ''] = /\bWORDS: Readonly<Record<string, string>> = \{(.*?)\n\};/s.exec(text) ?? [];
    return [
      ...text.matchAll(/\berrorType [!=]== '(\w+)'/g),
      ...table.matchAll(/^ {2}(\w+): /gm),
      ...[...text.matchAll(/\b([A-Z]\w+): /g)].filter(([, name]) => catalog.includes(name!)),
    ].map(([, name]) => name!);
  });
  return [...new Set(found)].filter((name) => !NOT_OF_THE_API.includes(name)).sort();
}
