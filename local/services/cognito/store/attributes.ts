import { invalidParameter, notAuthorized } from '../errors.ts';
import type { User, UserPool } from './UserPool.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AttributeType.html */
export interface AttributeType {
  readonly Name: string;
  readonly Value?: string;
}

/** https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims, without `sub`, which cannot be set. */
const STANDARD = [
  'address', 'birthdate', 'email', 'email_verified', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name',
  'nickname', 'phone_number', 'phone_number_verified', 'picture', 'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo',
]; // prettier-ignore

/** A caller's attributes as a record. Throws for names the pool's schema does not have. */
export function readAttributes(
  pool: UserPool,
  attributes: readonly AttributeType[] = [],
): Record<string, string> {
  for (const { Name } of attributes) {
    if (Name === 'sub') throw invalidParameter('Cannot modify the non-mutable attribute sub');
    if (!STANDARD.includes(Name) && !pool.customAttributes.includes(Name)) {
      throw invalidParameter(
        `Attributes did not conform to the schema: Type for attribute {${Name}} could not be determined`,
      );
    }
  }
  return Object.fromEntries(attributes.map(({ Name, Value = '' }) => [Name, Value]));
}

/** Whether an attribute was verified is for the service and for administrators to say. */
const ADMIN_ONLY = ['email_verified', 'phone_number_verified'];

/** The same for the attributes that users give of themselves. */
export function readOwnAttributes(
  pool: UserPool,
  attributes: readonly AttributeType[] = [],
): Record<string, string> {
  if (attributes.some(({ Name }) => ADMIN_ONLY.includes(Name)))
    throw notAuthorized('A client attempted to write unauthorized attribute');
  return readAttributes(pool, attributes);
}

/** Throws for a user without an attribute the pool requires. */
export function checkRequiredAttributes(pool: UserPool, attributes: Readonly<Record<string, string>>): void {
  const absent = pool.requiredAttributes.filter((name) => name !== 'sub' && !attributes[name]);
  if (absent.length === 0) return;
  throw invalidParameter(
    `Attributes did not conform to the schema: ${absent
      .map((name) => `${name}: The attribute is required`)
      .join('\n')}\n`,
  );
}

export const attributeList = ({ attributes }: User): AttributeType[] =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
