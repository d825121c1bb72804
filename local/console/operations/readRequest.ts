import { tryParseJSONC } from '@graphiql/react';
import type { Tab } from '../tabs/Tab.ts';
import type { OperationRequest } from './OperationRequest.ts';
import type { Operation } from './readOperations.ts';

/** The request that a tab's panes describe, or one line on why they do not. */
export function readRequest(
  { query, variables, headers }: Pick<Tab, 'query' | 'variables' | 'headers'>,
  { name, kind }: Operation,
): OperationRequest | { readonly complaint: string } {
  const given = readPane('Variables', variables);
  if (typeof given === 'string') return { complaint: given };
  const named = readPane('Headers', headers);
  if (typeof named === 'string') return { complaint: named };
  const wrong = Object.keys(named ?? {}).find((header) => !isHeader(header, named?.[header]));
  if (wrong !== undefined)
    return { complaint: `Headers: "${wrong}" is no header that can be sent, or its value is no text.` };
  return {
    query,
    operation: { name, kind },
    ...(given && { variables: given }),
    headers: Object.fromEntries(
      Object.entries(named ?? {}).map(([header, value]) => [header.toLowerCase(), String(value)]),
    ),
  };
}

/** What a pane holds, nothing if it is empty, or a complaint. */
function readPane(name: string, text: string): Record<string, unknown> | string | undefined {
  try {
    return tryParseJSONC(text);
  } catch (error) {
    return `${name} ${error instanceof Error ? error.message : String(error)}`.replace(/\s+/g, ' ');
  }
}

function isHeader(name: string, value: unknown): boolean {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return false;
  try {
    // What fetch takes: https://fetch.spec.whatwg.org/#headers-validate
    new Headers([[name, String(value)]]);
    return true;
  } catch {
    return false;
  }
}
