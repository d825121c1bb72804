import type { z } from 'zod';
import { type JsonSchema, wireSchemaOf } from '../../lib/eventCatalog/wireSchema.ts';
import type { Interaction, Pact, ProviderState } from '../pact/Pact.ts';

/** The schema of an event's data by the event's name. */
export type EventSchemas = ReadonlyMap<string, { readonly data: z.ZodType }>;

/**
 * What workers count on of events and their schemas do not promise: a field that is gone, has another name or type, or may be
 * left out. What a worker's rule asks of an event has each that comes.
 */
export function unmetOf(schemas: EventSchemas, { interactions }: Pact): string[] {
  const byEvent = Map.groupBy(interactions, ({ description }) => description.replace(/, kind \d+$/, ''));
  return [...byEvent].flatMap(([description, kinds]) =>
    unmetByEvent(schemas, kinds).map((breach) => `${description}: ${breach}`),
  );
}

/** Each kind that an event comes in has to be one that the worker takes. */
function unmetByEvent(schemas: EventSchemas, kinds: readonly Interaction[]): string[] {
  const [{ params }] = kinds[0]!.providerStates as [ProviderState];
  const event = schemas.get(String(params['eventName']));
  if (!event) return ['there is no such event'];
  const schema = wireSchemaOf(event.data);
  const asked = JSON.parse(String(params['rule'])).detail.eventData ?? {};
  const missing = ((schema['anyOf'] ?? [schema]) as JsonSchema[]).map((alternative) => {
    const unmet = kinds.map((kind) =>
      pathsOf(kind).filter(
        (path) => !isPromised(alternative, path.split(/\.|(?=\[)/)) && !isAsked(asked, path.split('.')),
      ),
    );
    // The kind that it comes nearest to.
    return unmet.sort((one, other) => one.length - other.length)[0]!;
  });
  return [...new Set(missing.flat())].map((path) => `nobody promises ${path}`);
}

const pathsOf = (interaction: Interaction): string[] =>
  Object.keys('matchingRules' in interaction ? interaction.matchingRules.body : {})
    .filter((path) => path.startsWith('$.detail.eventData.'))
    .map((path) => path.replace('$.detail.eventData.', ''));

function isPromised({ required = [], properties = {}, items }: JsonSchema, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (name === '[*]') return items !== undefined && isPromised(items, rest);
  return required.includes(name) && isPromised(properties[name], rest);
}

/** Whether a rule says something of the field itself. */
function isAsked(pattern: any, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return Array.isArray(pattern);
  return pattern?.[name] !== undefined && isAsked(pattern[name], rest);
}
