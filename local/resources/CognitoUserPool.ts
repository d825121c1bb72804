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
      AccountRecoverySetting: inert.optional(),
      DeviceConfiguration: inert.optional(),
      EmailConfiguration: inert.optional(),
      EmailVerificationMessage: inert.optional(),
      EmailVerificationSubject: inert.optional(),
      EnabledMfas: z
        .array(
          z.literal('SOFTWARE_TOKEN_MFA', {
            error: 'is not offered on one machine, which sends no messages; SOFTWARE_TOKEN_MFA is',
          }),
        )
        .default([]),
      SmsAuthenticationMessage: inert.optional(),
      SmsConfiguration: inert.optional(),
      SmsVerificationMessage: inert.optional(),
      UserAttributeUpdateSettings: inert.optional(),
      UserPoolAddOns: inert.optional(),
      UserPoolTags: inert.optional(),
      UserPoolTier: inert.optional(),
      VerificationMessageTemplate: inert.optional(),
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
