import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BASE36 } from '../platform/Randomness.ts';
import { flag, inert, integer, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

const Unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const Units = z.strictObject({
  AccessToken: Unit.default('hours'),
  IdToken: Unit.default('hours'),
  RefreshToken: Unit.default('days'),
});

/** What a client allows by default. */
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const CognitoUserPoolClient = defineResource(
  z.strictObject({
    UserPoolId: text,
    ClientName: text.optional(),
    ExplicitAuthFlows: z.array(text).default(DEFAULT_FLOWS),
    GenerateSecret: flag.default(false),
    PreventUserExistenceErrors: z.enum(['ENABLED', 'LEGACY']).default('LEGACY'),
    AccessTokenValidity: integer.default(1),
    IdTokenValidity: integer.default(1),
    RefreshTokenValidity: integer.default(30),
    RefreshTokenRotation: z
      .strictObject({
        Feature: z.enum(['ENABLED', 'DISABLED']).default('DISABLED'),
        RetryGracePeriodSeconds: integer.pipe(z.number().min(0).max(60)).default(0), // The default is chosen.
      })
      .default({ Feature: 'DISABLED', RetryGracePeriodSeconds: 0 }),
    TokenValidityUnits: Units.default({ AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' }),
    AuthSessionValidity: z.literal(3).optional(),
    EnableTokenRevocation: z.literal(true).optional(),
    // The hosted sign-in page is not served, so its settings have no effect.
    AllowedOAuthFlows: inert.optional(),
    AllowedOAuthFlowsUserPoolClient: inert.optional(),
    AllowedOAuthScopes: inert.optional(),
    AnalyticsConfiguration: inert.optional(),
    CallbackURLs: inert.optional(),
    DefaultRedirectURI: inert.optional(),
    EnablePropagateAdditionalUserContextData: inert.optional(),
    LogoutURLs: inert.optional(),
    ReadAttributes: inert.optional(),
    SupportedIdentityProviders: inert.optional(),
    WriteAttributes: inert.optional(),
  }),
  (properties, { world: { random }, services, physicalName }) => {
    const name = physicalName(128);
    const rotation = properties.RefreshTokenRotation;
    const clientId = clientIdOf(name);
    const clientName = properties.ClientName ?? name;
    const secret = properties.GenerateSecret ? random.text(51, BASE36) : undefined;
    const validity = (token: keyof typeof properties.TokenValidityUnits) =>
      properties[`${token}Validity`] * UNIT_MS[properties.TokenValidityUnits[token]];

    services.cognito.createClient(properties.UserPoolId, {
      clientId,
      clientName,
      ...(secret !== undefined && { secret }),
      explicitAuthFlows: properties.ExplicitAuthFlows,
      preventUserExistenceErrors: properties.PreventUserExistenceErrors === 'ENABLED',
      idTokenValidityMs: validity('IdToken'),
      accessTokenValidityMs: validity('AccessToken'),
      refreshTokenValidityMs: validity('RefreshToken'),
      ...(rotation.Feature === 'ENABLED' && {
        refreshTokenRotation: { retryGraceMs: rotation.RetryGracePeriodSeconds * 1000 },
      }),
    });
    return {
      ref: clientId,
      attributes: { ClientId: clientId, Name: clientName, ...(secret && { ClientSecret: secret }) },
    };
  },
  {
    replacedBy: ['GenerateSecret', 'UserPoolId'],
    remove: ({ ref, properties: { UserPoolId } }, { services }) =>
      services.cognito.deleteClient(UserPoolId, ref),
  },
);

/** Returns 26 letters and digits that stay the same from one start to the next. */
const clientIdOf = (name: string) =>
  [...createHash('sha256').update(name).digest().subarray(0, 26)]
    .map((byte) => BASE36[byte % BASE36.length])
    .join('');
