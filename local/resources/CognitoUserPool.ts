import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { defineResource } from './common/ResourceType.ts';
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

/** Chosen: no recording of the default was found. */
const DEFAULT_MESSAGE = 'Your verification code is {####}.';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const CognitoUserPool = defineResource(
  z
    .strictObject({
      UserPoolName: text.optional(),
      AdminCreateUserConfig: z
        .strictObject({
          AllowAdminCreateUserOnly: flag.default(false),
          InviteMessageTemplate: inert.optional(),
          UnusedAccountValidityDays: inert.optional(),
        })
        .default({ AllowAdminCreateUserOnly: false }),
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
    }),
  (properties, { world: { account }, services, physicalName }) => {
    const id = `${account.region}_${physicalName().slice(-9)}`;
    const arn = arnOf(account, 'cognito-idp', `userpool/${id}`);
    services.cognito.createUserPool({
      id,
      arn,
      name: properties.UserPoolName ?? physicalName(128),
      passwordPolicy: properties.Policies.PasswordPolicy,
      usernameAttributes: properties.UsernameAttributes,
      aliasAttributes: properties.AliasAttributes,
      autoVerifiedAttributes: properties.AutoVerifiedAttributes,
      caseSensitive: properties.UsernameConfiguration.CaseSensitive,
      adminCreateUserOnly: properties.AdminCreateUserConfig.AllowAdminCreateUserOnly,
      ...attributesOf(properties.Schema),
      recovery: recoveryOf(properties.AccountRecoverySetting?.RecoveryMechanisms),
      verificationMessages: {
        emailSubject:
          properties.VerificationMessageTemplate.EmailSubject ??
          properties.EmailVerificationSubject ??
          'Your verification code',
        emailMessage:
          properties.VerificationMessageTemplate.EmailMessage ??
          properties.EmailVerificationMessage ??
          DEFAULT_MESSAGE,
        smsMessage:
          properties.VerificationMessageTemplate.SmsMessage ??
          properties.SmsVerificationMessage ??
          DEFAULT_MESSAGE,
      },
      verifiedBeforeUpdate: properties.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate,
      deletionProtection: properties.DeletionProtection === 'ACTIVE',
      mfaConfiguration: properties.MfaConfiguration,
      softwareTokens: properties.EnabledMfas.includes('SOFTWARE_TOKEN_MFA'),
    });
    const ProviderName = `cognito-idp.${account.region}.amazonaws.com/${id}`;
    return {
      ref: id,
      attributes: { Arn: arn, UserPoolId: id, ProviderName, ProviderURL: `https://${ProviderName}` },
    };
  },
);

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
);
