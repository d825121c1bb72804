import * as z from 'zod';
import { messageFormats } from '../../../letters/core/messageFormats.ts';
import { matchesPattern } from '../../../local/services/events/patterns/matchesPattern.ts';
import { parsePattern } from '../../../local/services/events/patterns/parsePattern.ts';
import { eventCatalog } from '../../../model/eventCatalog.ts';
import { parseMessage } from '../../../model/messageFormats.ts';
import type { GoldenEvent } from '../../journeys/events/goldenEvents.ts';
import type { EventConsumer } from '../../lib/eventCatalog/readWiring.ts';
import { type JsonSchema, wireSchemaOf } from '../../lib/eventCatalog/wireSchema.ts';
import { jsonBody, type MessageInteraction, type Pact, type Rule } from '../pact/Pact.ts';

/** What a rule of the bus asks of an event. */
type Pattern = EventConsumer['pattern'];

export const isDelivered = (pattern: Pattern, { applied = true, ...event }: GoldenEvent): boolean =>
  matchesPattern(parsePattern(JSON.stringify(pattern)), {
    ...{ source: 'frontdesk', 'detail-type': event.eventName },
    detail: { ...event, applied },
  });

/** What each worker counts on of each event that its rule delivers. `examples` are events as they are written now. */
export function createWorkersPact(
  consumers: readonly EventConsumer[],
  examples: readonly GoldenEvent[],
): Pact {
  const workers = consumers.filter(({ kind }) => kind === 'worker');
  return {
    consumer: { name: 'workers' },
    provider: { name: 'events' },
    interactions: workers.flatMap(({ name, pattern, eventNames }) =>
      [...eventNames].sort().flatMap((eventName) => interactionsOf(name, pattern, eventName, examples)),
    ),
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

/** The latest event of a name that a rule delivers; where there is none, the latest with the words that the rule asks for. */
export function latestOf(
  events: readonly GoldenEvent[],
  eventName: string,
  pattern: Pattern,
): GoldenEvent | undefined {
  const named = events.filter((event) => event.eventName === eventName && event.applied !== undefined);
  const last = named.at(-1);
  return (
    named.findLast((event) => isDelivered(pattern, event)) ??
    (last && { ...last, eventData: { ...last.eventData, ...wordsAskedBy(pattern) } })
  );
}

/** `{ flow: { S: 'SAGA' } }` of a rule that follows orders of that flow. */
function wordsAskedBy({ detail }: Pattern): Readonly<Record<string, unknown>> {
  // Rules are made of lists of words: lib/constructs/EventWorker.ts.
  const { eventData = {} } = detail as {
    readonly eventData?: Record<string, { readonly S?: readonly unknown[] }>;
  };
  return Object.fromEntries(
    Object.entries(eventData).flatMap(([name, { S: words = [] }]) =>
      typeof words[0] === 'string' ? [[name, { S: words[0] }]] : [],
    ),
  );
}

/** One of each kind of an event, such as bookings of stays and of services, as far as the worker counts on different things of them. */
function interactionsOf(
  worker: string,
  pattern: Pattern,
  eventName: string,
  examples: readonly GoldenEvent[],
): MessageInteraction[] {
  const needed = kindsOf(eventName).flatMap((kind) => {
    const schema = z.fromJSONSchema(kind);
    const fitting = examples.filter(
      (event) => event.eventName === eventName && schema.safeParse(event.eventData).success,
    );
    const example = latestOf(fitting, eventName, pattern);
    return example ? [neededOf(worker, example)] : [];
  });
  if (needed.length === 0)
    throw new Error(`${worker} follows ${eventName}, of which there is no golden event.`);
  const different = needed.filter(
    ({ rules }, index) =>
      needed.findIndex((other) => Object.keys(other.rules).join() === Object.keys(rules).join()) === index,
  );
  return different.map(({ detail, rules }, index) => ({
    type: 'Asynchronous/Messages',
    description: `${worker} takes ${eventName}${index === 0 ? '' : `, kind ${index + 1}`}`,
    pending: false,
    providerStates: [
      { name: 'it has happened', params: { worker, eventName, rule: JSON.stringify(pattern) } },
    ],
    contents: jsonBody({ detail }),
    matchingRules: { body: rules },
  }));
}

const kindsOf = (eventName: string) => {
  const event = eventCatalog.get(eventName);
  if (!event) throw new Error(`${eventName} has no schema.`);
  const schema = wireSchemaOf(event.data);
  return (schema['anyOf'] ?? [schema]) as JsonSchema[];
};

type Attributes = Record<string, Record<string, any>>;

/**
 * What of an event a worker cannot do without: a field that is taken out is counted on where the worker then refuses the event,
 * and one of a list of words where it refuses another word.
 */
export function neededOf(worker: string, { eventName, eventData }: GoldenEvent) {
  const format = messageFormats[worker];
  if (!format) throw new Error(`${worker} is no worker.`);
  const detail = { eventName, applied: true, eventData: structuredClone(eventData) as Attributes };
  const isTaken = () => parseMessage(format, { detail }).isValid;
  if (!isTaken()) throw new Error(`${worker} does not take ${eventName}.`);
  const equal: Rule = { combine: 'AND', matchers: [{ match: 'equality' }] };
  const rules: Record<string, Rule> = { '$.detail.eventName': equal, '$.detail.applied': equal };

  const reduce = (attributes: Attributes, path: string) => {
    for (const [name, attribute] of Object.entries(attributes)) {
      delete attributes[name];
      if (isTaken()) continue;
      attributes[name] = attribute;
      reduceValue(attribute, `${path}.${name}`);
    }
  };
  const reduceValue = (attribute: Record<string, any>, path: string) => {
    const [[type, value]] = Object.entries(attribute) as [[string, any]];
    if (type === 'M') return reduce(value, `${path}.M`);
    if (type === 'L') {
      attribute['L'] = value.slice(0, 1);
      rules[`${path}.L`] = { combine: 'AND', matchers: [{ match: 'type', min: 0 }] };
      return attribute['L'].forEach((item: Record<string, any>) => reduceValue(item, `${path}.L[*]`));
    }
    rules[`${path}.${type}`] = type === 'S' ? ruleOfText(attribute) : SCALARS[type]!;
  };
  const ruleOfText = (attribute: Record<string, any>): Rule => {
    const text = attribute['S'];
    if (!/^[A-Z_]+$/.test(text)) return { combine: 'AND', matchers: [{ match: 'type' }] };
    attribute['S'] = 'ANOTHER_WORD';
    const isAnyWord = isTaken();
    attribute['S'] = text;
    return isAnyWord ? { combine: 'AND', matchers: [{ match: 'type' }] } : equal;
  };
  reduce(detail.eventData, '$.detail.eventData');
  return { detail, rules };
}

const SCALARS: Readonly<Record<string, Rule>> = {
  N: { combine: 'AND', matchers: [{ match: 'regex', regex: '^-?\\d+(\\.\\d+)?$' }] },
  BOOL: { combine: 'AND', matchers: [{ match: 'type' }] },
};
