import { jsonOf, valueAt } from './jsonOf.ts';

/** `<$.path>` in a template, and quotes, between which a value is text. */
const TOKEN = /\\.|"|<\$\.(?<path>[\w.-]+)>/gs;

/**
 * Fills the placeholders of a pipe's template with what a record has: JSON outside of quotes, and text inside. One that
 * leads nowhere is an empty text. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export function fillTemplate(template: string, record: unknown): string {
  let isQuoted = false;
  const filled = template.replace(TOKEN, (token: string, path: string | undefined) => {
    if (token === '"') isQuoted = !isQuoted;
    if (path === undefined) return token;
    const value = valueAt(record, path) ?? '';
    if (!isQuoted) return JSON.stringify(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  const json = jsonOf(filled);
  return json === undefined ? filled : JSON.stringify(json);
}

/** A parameter of a target: fixed, or what a path finds in the record. */
export function textAt(parameter: string, record: unknown): string {
  if (!parameter.startsWith('$.')) return parameter;
  const value = valueAt(record, parameter.slice(2));
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
