import { KIND_OF_TEXT, textKinds } from '../../model/eventFields.ts';

interface JsonSchema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly [member: string]: unknown;
}

/** Names of what is said of people, wherever they stand in a field's name. */
const PERSONAL =
  /e-?mail|phone|mobile|first.?name|last.?name|full.?name|sur.?name|user.?name|street|postal|zip.?code|\bcity\b|birth|password|passport|iban|card|gender|nationality|tenant.?name|guest.?name/i;

/** What has a name and is nobody: an event says whose the name is by its description. */
const NAMED_THINGS = /^What the (store|product|service) is called$/;

/** The fields of an event's data, by its JSON schema, that may hold what is said of a person, each with the reason. */
export const personalFieldsOf = (schema: JsonSchema, path = 'it'): string[] => {
  const name = path.split('.').at(-1)!;
  if (PERSONAL.test(name)) return [`${path}: named like what is said of people`];
  if (/name$/i.test(name) && !NAMED_THINGS.test(schema.description ?? ''))
    return [`${path}: say whose name it is`];
  if (schema.anyOf) return schema.anyOf.flatMap((each) => personalFieldsOf(each as JsonSchema, path));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  if (schema.type === 'object') return faultsOfObject(schema, path);
  if (schema.type === 'array') return personalFieldsOf(schema.items as JsonSchema, path);
  if (schema.type === 'string') return faultsOfText(schema[KIND_OF_TEXT], path);
  return ['integer', 'number', 'boolean', 'null'].includes(String(schema.type))
    ? []
    : [`${path}: may hold anything`];
};

const faultsOfObject = ({ properties = {}, additionalProperties }: JsonSchema, path: string) => [
  ...(additionalProperties === false ? [] : [`${path}: may have other fields`]),
  ...Object.entries(properties).flatMap(([name, field]) =>
    personalFieldsOf(field as JsonSchema, path === 'it' ? name : `${path}.${name}`),
  ),
];

const faultsOfText = (kind: unknown, path: string) => {
  return typeof kind === 'string' && kind in textKinds
    ? []
    : [`${path}: a text of which nobody knows what it holds`];
};
