import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { OperatorError } from '../platform/errors.ts';
import type { UserPoolConfiguration } from '../services/cognito/Cognito.ts';
import { type Created, defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, inert, integer, text } from './common/properties.ts';

/** What a pool requires by default. */
const STRICT = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

const PasswordPolicy = z.strictObject({
  MinimumLength: integer.default(8),
  RequireLowercase: flag.default(false),
  RequireUppercase: flag.default(false),
  RequireNumbers: flag.default(false),
  RequireSymbols: flag.default(false),
  TemporaryPasswordValidityDays: integer.default(7),
  PasswordHistorySize: inert.optional(),
});

const SchemaAttribute = z.strictObject({
  Name: text,
  AttributeDataType: inert.optional(),
  Required: flag.default(false),
  DeveloperOnlyAttribute: inert.optional(),
  Mutable: inert.optional(),
  NumberAttributeConstraints: inert.optional(),
  StringAttributeConstraints: inert.optional(),
});

const RecoveryMechanism = z.strictObject({
  Name: z.enum(['verified_email', 'verified_phone_number', 'admin_only']),
  Priority: integer,
});

/** A link needs a sign-in page, which is not served: whoever is sent one gets a code. */
const MessageTemplate = z.strictObject({
  DefaultEmailOption: inert.optional(),
  EmailMessage: text.optional(),
  EmailMessageByLink: inert.optional(),
  EmailSubject: text.optional(),
  EmailSubjectByLink: inert.optional(),
  SmsMessage: text.optional(),
});

const InviteMessageTemplate = z.strictObject({
  EmailMessage: text.optional(),
  EmailSubject: text.optional(),
  SMSMessage: text.optional(),
});

/** Documented: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.UserInvitationConfig.html */
const DEFAULT_INVITATION = 'Your username is {username} and temporary password is {####}.';

/** Chosen: no recording of the default was found. */
const DEFAULT_MESSAGE = 'Your verification code is {####}.';

const properties = z
  .strictObject({
    UserPoolName: text.optional(),
    AdminCreateUserConfig: z
      .strictObject({
        AllowAdminCreateUserOnly: flag.default(false),
        InviteMessageTemplate: InviteMessageTemplate.default({}),
        UnusedAccountValidityDays: inert.optional(),
      })
      .default({ AllowAdminCreateUserOnly: false, InviteMessageTemplate: {} }),
    AliasAttributes: z.array(z.enum(['email', 'phone_number', 'preferred_username'])).default([]),
    AutoVerifiedAttributes: z.array(text).default([]),
    DeletionProtection: z.enum(['ACTIVE', 'INACTIVE']).default('INACTIVE'),
    MfaConfiguration: z.enum(['OFF', 'ON', 'OPTIONAL']).default('OFF'),
    Policies: z
      .strictObject({ PasswordPolicy: PasswordPolicy.default(STRICT), SignInPolicy: inert.optional() })
      .default({ PasswordPolicy: STRICT }),
    Schema: z.array(SchemaAttribute).default([]),
    UsernameAttributes: z.array(z.enum(['email', 'phone_number'])).default([]),
    UsernameConfiguration: z
      .strictObject({ CaseSensitive: flag.default(true) })
      .default({ CaseSensitive: true }),
    AccountRecoverySetting: z.strictObject({ RecoveryMechanisms: z.array(RecoveryMechanism) }).optional(),
    DeviceConfiguration: inert.optional(),
    EmailConfiguration: inert.optional(),
    EmailVerificationMessage: text.optional(),
    EmailVerificationSubject: text.optional(),
    EnabledMfas: z
      .array(
        z.literal('SOFTWARE_TOKEN_MFA', {
          error: 'is not offered on one machine, which sends no messages; SOFTWARE_TOKEN_MFA is',
        }),
      )
      .default([]),
    SmsAuthenticationMessage: inert.optional(),
    SmsConfiguration: inert.optional(),
    SmsVerificationMessage: text.optional(),
    UserAttributeUpdateSettings: z
      .strictObject({ AttributesRequireVerificationBeforeUpdate: z.array(text).default([]) })
      .default({ AttributesRequireVerificationBeforeUpdate: [] }),
    UserPoolAddOns: inert.optional(),
    UserPoolTags: inert.optional(),
    UserPoolTier: inert.optional(),
    VerificationMessageTemplate: MessageTemplate.default({}),
  })
  .refine(({ MfaConfiguration, EnabledMfas }) => MfaConfiguration !== 'ON' || EnabledMfas.length > 0, {
    path: ['EnabledMfas'],
    error: 'must have SOFTWARE_TOKEN_MFA where MfaConfiguration is ON',
  });

type Properties = z.output<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const CognitoUserPool = defineResource(
  properties,
  (given, context) => {
    const pool = poolOf(given, context);
    context.services.cognito.createUserPool(pool);
    return createdFrom(pool, context);
  },
  {
    replacedBy: [],
    checkUpdate: refuseFixed,
    update(given, context) {
      const pool = poolOf(given, context);
      context.services.cognito.updateUserPool(pool);
      return createdFrom(pool, context);
    },
    remove: ({ ref }, { services }) => services.cognito.deleteUserPool(ref),
  },
);

/** What a pool keeps for life. Recorded: https://github.com/aws-amplify/amplify-cli/issues/4227 */
const FIXED = ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'] as const;

function refuseFixed(before: Properties, after: Properties): void {
  const fixed = FIXED.find((name) => !isDeepStrictEqual(before[name], after[name]));
  if (fixed) throw new OperatorError(`Updates are not allowed for property - ${fixed}.`);
  const { requiredAttributes, customAttributes } = attributesOf(before.Schema);
  const next = attributesOf(after.Schema);
  // Custom attributes can be added, and nothing else. Recorded: https://github.com/aws-amplify/amplify-android/issues/2570
  if (
    !isDeepStrictEqual(requiredAttributes, next.requiredAttributes) ||
    customAttributes.some((name) => !next.customAttributes.includes(name))
  )
    throw new OperatorError('Existing schema attributes cannot be modified or deleted.');
}

function poolOf(
  given: Properties,
  { world: { account }, physicalName }: ResourceContext,
): UserPoolConfiguration {
  const id = `${account.region}_${physicalName().slice(-9)}`;
  return {
    id,
    arn: arnOf(account, 'cognito-idp', `userpool/${id}`),
    name: given.UserPoolName ?? physicalName(128),
    passwordPolicy: given.Policies.PasswordPolicy,
    usernameAttributes: given.UsernameAttributes,
    aliasAttributes: given.AliasAttributes,
    autoVerifiedAttributes: given.AutoVerifiedAttributes,
    caseSensitive: given.UsernameConfiguration.CaseSensitive,
    adminCreateUserOnly: given.AdminCreateUserConfig.AllowAdminCreateUserOnly,
    ...attributesOf(given.Schema),
    recovery: recoveryOf(given.AccountRecoverySetting?.RecoveryMechanisms),
    verificationMessages: {
      emailSubject:
        given.VerificationMessageTemplate.EmailSubject ??
        given.EmailVerificationSubject ??
        'Your verification code',
      emailMessage:
        given.VerificationMessageTemplate.EmailMessage ?? given.EmailVerificationMessage ?? DEFAULT_MESSAGE,
      smsMessage:
        given.VerificationMessageTemplate.SmsMessage ?? given.SmsVerificationMessage ?? DEFAULT_MESSAGE,
    },
    invitationMessages: invitationOf(given.AdminCreateUserConfig.InviteMessageTemplate),
    verifiedBeforeUpdate: given.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate,
    deletionProtection: given.DeletionProtection === 'ACTIVE',
    mfaConfiguration: given.MfaConfiguration,
    softwareTokens: given.EnabledMfas.includes('SOFTWARE_TOKEN_MFA'),
  };
}

const invitationOf = (given: z.output<typeof InviteMessageTemplate>) => ({
  emailSubject: given.EmailSubject ?? 'Your temporary password',
  emailMessage: given.EmailMessage ?? DEFAULT_INVITATION,
  smsMessage: given.SMSMessage ?? DEFAULT_INVITATION,
});

function createdFrom({ id, arn }: UserPoolConfiguration, { world: { account } }: ResourceContext): Created {
  const ProviderName = `cognito-idp.${account.region}.amazonaws.com/${id}`;
  return {
    ref: id,
    attributes: { Arn: arn, UserPoolId: id, ProviderName, ProviderURL: `https://${ProviderName}` },
  };
}

/** Documented: a verified telephone number comes first by default. https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const recoveryOf = (mechanisms: readonly z.output<typeof RecoveryMechanism>[] | undefined) =>
  mechanisms === undefined
    ? (['verified_phone_number', 'verified_email'] as const)
    : mechanisms.toSorted((a, b) => a.Priority - b.Priority).map(({ Name }) => Name);

/** A name that OpenID Connect does not define is a custom attribute, `custom:`. */
function attributesOf(schema: readonly z.output<typeof SchemaAttribute>[]) {
  const standard = (name: string) => STANDARD.test(name);
  return {
    requiredAttributes: schema.filter(({ Required }) => Required).map(({ Name }) => Name),
    customAttributes: schema
      .filter(({ Name }) => !standard(Name))
      .map(({ Name }) => `custom:${Name.replace(/^custom:/, '')}`),
  };
}

const STANDARD =
  /^(address|birthdate|email|email_verified|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|phone_number_verified|picture|preferred_username|profile|sub|updated_at|website|zoneinfo)$/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export const CognitoUserPoolGroup = defineResource(
  z.strictObject({
    GroupName: text.optional(),
    UserPoolId: text,
    Description: text.optional(),
    Precedence: integer.optional(),
  }),
  ({ GroupName, UserPoolId, Description, Precedence }, { services, physicalName }) => {
    const groupName = GroupName ?? physicalName(128);
    services.cognito.createGroup(UserPoolId, {
      groupName,
      ...(Description !== undefined && { description: Description }),
      ...(Precedence !== undefined && { precedence: Precedence }),
    });
    return { ref: groupName, attributes: { GroupName: groupName } };
  },
  {
    replacedBy: ['GroupName', 'UserPoolId'],
    identifiedBy: ['GroupName', 'UserPoolId'],
    remove: ({ ref, properties: { UserPoolId } }, { services }) =>
      services.cognito.deleteGroup(UserPoolId, ref),
  },
);
