import type { JWK } from 'jose';

// What Cognito remembers, as plain data: it can be written to a file and read back.

export interface UserPool {
  /** `<region>_<9 letters and digits>` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly passwordPolicy: PasswordPolicy;
  /** What replaces user names at sign-in; users then have generated names. */
  readonly usernameAttributes: readonly ('email' | 'phone_number')[];
  /** What else a user may sign in with. */
  readonly aliasAttributes: readonly string[];
  readonly autoVerifiedAttributes: readonly string[];
  readonly caseSensitive: boolean;
  readonly adminCreateUserOnly: boolean;
  /** How forgotten passwords are recovered, the first choice first. */
  readonly recovery: readonly ('verified_email' | 'verified_phone_number' | 'admin_only')[];
  /** What messages with a code say. `{####}` is where the code goes. */
  readonly verificationMessages: PoolMessages;
  /** What users are sent whom an administrator makes: `{username}` and `{####}` are the name and the temporary password. */
  readonly invitationMessages: PoolMessages;
  /** Attributes whose new value waits until it is verified. */
  readonly verifiedBeforeUpdate: readonly string[];
  /** Attributes users must have; names of `custom:` ones that they may have. */
  readonly requiredAttributes: readonly string[];
  readonly customAttributes: readonly string[];
  readonly deletionProtection: boolean;
  /** Who has a second factor: nobody, everybody, or those who want one. */
  readonly mfaConfiguration: 'OFF' | 'ON' | 'OPTIONAL';
  /** Whether the second factor may be an authenticator app. */
  readonly softwareTokens: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Generated when it is first needed. */
  signingKey: SigningKey | undefined;
  readonly clients: Record<string, Client>;
  readonly groups: Record<string, Group>;
  /** By user name, folded where case does not matter. */
  readonly users: Record<string, User>;
  /** By refresh token. */
  readonly sessions: Record<string, Session>;
}

/** What a pool sends, by e-mail or by text. */
export interface PoolMessages {
  readonly emailSubject: string;
  readonly emailMessage: string;
  readonly smsMessage: string;
}

export interface PasswordPolicy {
  readonly MinimumLength: number;
  readonly RequireLowercase: boolean;
  readonly RequireUppercase: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly TemporaryPasswordValidityDays: number;
}

export interface SigningKey {
  readonly kid: string;
  /** RSA private key. */
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

export interface Client {
  readonly clientId: string;
  readonly clientName: string;
  readonly secret?: string;
  /** Such as `ALLOW_USER_PASSWORD_AUTH`. */
  readonly explicitAuthFlows: readonly string[];
  readonly preventUserExistenceErrors: boolean;
  readonly idTokenValidityMs: number;
  readonly accessTokenValidityMs: number;
  readonly refreshTokenValidityMs: number;
  /** Whether each refresh token is good for one refresh, and then for retries of it. @default the first serves until it expires */
  readonly refreshTokenRotation?: { readonly retryGraceMs: number };
}

export interface Group {
  readonly groupName: string;
  readonly description?: string;
  /** The lowest comes first in tokens. */
  readonly precedence?: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

/** Where codes can be sent to. */
export type DeliverableAttribute = 'email' | 'phone_number';

/** What a code is for: a sign-up, a forgotten password, or a new address. */
export type CodePurpose = 'signUp' | 'recovery' | DeliverableAttribute;

/** A code that its user has not given yet. */
export interface SentCode {
  readonly code: string;
  readonly attribute: DeliverableAttribute;
  /** The value of the attribute that it proves. */
  readonly to: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface User {
  readonly username: string;
  /** `sub` among them. */
  attributes: Record<string, string>;
  groups: string[];
  enabled: boolean;
  status: UserStatus;
  /** Absent until a password was set. */
  password?: PasswordVerifier;
  /** The last code for each purpose. */
  codes?: Partial<Record<CodePurpose, SentCode>>;
  /** The authenticator app whose code was verified. */
  softwareToken?: SoftwareToken;
  /** Of an authenticator that is not verified yet; base 32. */
  newTokenSecret?: string;
  softwareTokenMfa?: { readonly isEnabled: boolean; readonly isPreferred: boolean };
  /** Epoch milliseconds. */
  readonly createdAt: number;
  modifiedAt: number;
}

/** See `totp.ts`. */
export interface SoftwareToken {
  /** Base 32. */
  readonly secret: string;
  readonly deviceName?: string;
  /** The step of the last code that was taken. */
  usedStep: number;
  /** Wrong codes since then, and when the last of them was given, in epoch milliseconds. */
  failures?: { readonly count: number; readonly at: number };
}

/** SRP's verifier: it proves a password without holding it. Hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

export interface Session {
  readonly username: string;
  readonly clientId: string;
  readonly originJti: string;
  readonly eventId: string;
  /** Epoch milliseconds. */
  readonly authenticatedAt: number;
  readonly expiresAt: number;
  revoked: boolean;
  /** When the refresh token was rotated out, in epoch milliseconds. */
  rotatedAt?: number;
}
