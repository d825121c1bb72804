import { signedHeaders } from '../../support/signedHeaders.ts';
import type { Scene } from './Scene.ts';

/** Every kind of caller, in the order of the table's columns. */
export const callers = {
  owner: 'its owner',
  otherTenant: 'another tenant',
  caretaker: 'a caretaker',
  admin: 'an admin',
  disabled: 'its owner, disabled',
  apiKey: 'an API key',
  role: 'an IAM role',
  nobody: 'nobody',
} as const;

export type CallerKind = keyof typeof callers;

/** Returns the headers that a caller of this kind sends with `body`. A signature also covers `url`. */
export async function credentialsOf(
  kind: CallerKind,
  { desk, owner, otherTenant }: Scene,
  url: string,
  body: string,
): Promise<Record<string, string>> {
  if (kind === 'nobody') return {};
  if (kind === 'role') return signedHeaders(url, body);
  if (kind === 'apiKey') return { 'x-api-key': desk.cloud.describe().apiKey! };
  const person = { owner, otherTenant, disabled: owner, caretaker: desk.caretaker, admin: desk.admin }[kind];
  return { authorization: person.idToken };
}
