import { z } from 'zod';
import { AwsError } from '../../../platform/AwsError.ts';
import { checkInput, integer, listOf, mapOf, matching, text } from '../../../platform/checkInput.ts';
import { invalidParameter } from '../errors.ts';

// The shapes of the actions' inputs, as far as this cloud reads them. Lengths, patterns and values are those of
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html. Where it states no length,
// `LONGEST_VALUE` is chosen.

const LONGEST_VALUE = 2048;
/** Tokens of AWS are a few kilobytes long; chosen. */
const LONGEST_TOKEN = 65_536;

const ANY_WORD = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+';

const UserPoolId = matching(1, 55, '[\\w-]+_[0-9a-zA-Z]+');
const ClientId = matching(1, 128, '[\\w+]+');
const Username = matching(1, 128, ANY_WORD);
const GroupName = matching(1, 128, ANY_WORD);
const Password = text(0, 256);
const ConfirmationCode = matching(1, LONGEST_VALUE, '[\\S]+');
const SecretHash = matching(1, 128, '[\\w+=/]+').optional();
const AccessToken = matching(1, LONGEST_TOKEN, '[A-Za-z0-9-_=.]+');
const RefreshToken = AccessToken;
const ClientSecret = text(1, 64).optional();
const NextToken = text(1, LONGEST_VALUE).optional();
const Limit = integer(0, 60).optional();
const MaxResults = integer(1, 60).optional();

/** A pool's schema has at most 50 custom attributes beside the standard ones. */
const MOST_ATTRIBUTES = 70;
const AttributeName = matching(1, 32, ANY_WORD);
const attributeList = listOf(
  z.object({ Name: AttributeName, Value: text(0, LONGEST_VALUE).optional() }),
  MOST_ATTRIBUTES,
);
const attributes = attributeList.optional();

const parameters = mapOf(text(0, LONGEST_TOKEN)).optional();

const AUTH_FLOWS = [
  'USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH',
] as const; // prettier-ignore

const CHALLENGES = [
  'SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH', 'NEW_PASSWORD_REQUIRED', 'SMS_OTP',
  'PASSWORD', 'WEB_AUTHN', 'PASSWORD_SRP',
] as const; // prettier-ignore

const onPool = { UserPoolId };
const onUser = { UserPoolId, Username };
const signUp = { ClientId, Username, SecretHash };
const Session = text(20, LONGEST_VALUE).optional();
const mfaSettings = z
  .object({ Enabled: z.boolean().optional(), PreferredMfa: z.boolean().optional() })
  .optional();
const mfaPreference = {
  SoftwareTokenMfaSettings: mfaSettings,
  SMSMfaSettings: mfaSettings,
  EmailMfaSettings: mfaSettings,
};
const initiateAuth = { ClientId, AuthFlow: z.enum(AUTH_FLOWS), AuthParameters: parameters };
const respondToChallenge = {
  ClientId,
  ChallengeName: z.enum(CHALLENGES),
  ChallengeResponses: parameters,
  Session: text(1, LONGEST_VALUE).optional(),
};

const shapes = {
  AdminAddUserToGroup: { ...onUser, GroupName },
  AdminConfirmSignUp: onUser,
  AdminCreateUser: {
    ...onUser,
    UserAttributes: attributes,
    TemporaryPassword: Password.optional(),
    MessageAction: z.enum(['RESEND', 'SUPPRESS']).optional(),
    DesiredDeliveryMediums: z.array(z.enum(['SMS', 'EMAIL'])).optional(),
  },
  AdminDeleteUser: onUser,
  AdminDisableUser: onUser,
  AdminEnableUser: onUser,
  AdminGetUser: onUser,
  AdminInitiateAuth: { ...onPool, ...initiateAuth },
  AdminListGroupsForUser: { ...onUser, Limit, NextToken },
  AdminRemoveUserFromGroup: { ...onUser, GroupName },
  AdminResetUserPassword: onUser,
  AdminRespondToAuthChallenge: { ...onPool, ...respondToChallenge },
  AdminSetUserMFAPreference: { ...onUser, ...mfaPreference },
  AdminSetUserPassword: { ...onUser, Password, Permanent: z.boolean().optional() },
  AdminUpdateUserAttributes: { ...onUser, UserAttributes: attributes },
  AdminUserGlobalSignOut: onUser,
  AssociateSoftwareToken: { AccessToken: AccessToken.optional(), Session },
  ChangePassword: { AccessToken, PreviousPassword: Password, ProposedPassword: Password },
  ConfirmForgotPassword: { ...signUp, ConfirmationCode, Password },
  ConfirmSignUp: { ...signUp, ConfirmationCode, ForceAliasCreation: z.boolean().optional() },
  CreateGroup: {
    ...onPool,
    GroupName,
    Description: text(0, LONGEST_VALUE).optional(),
    Precedence: integer(0, 2 ** 31 - 1).optional(),
    RoleArn: text(20, LONGEST_VALUE).optional(),
  },
  DeleteUser: { AccessToken },
  DeleteUserAttributes: { AccessToken, UserAttributeNames: listOf(AttributeName, MOST_ATTRIBUTES) },
  DescribeUserPool: onPool,
  DescribeUserPoolClient: { ...onPool, ClientId },
  GetTokensFromRefreshToken: { ClientId, RefreshToken, ClientSecret },
  ForgotPassword: signUp,
  GetGroup: { ...onPool, GroupName },
  GetUser: { AccessToken },
  GetUserAttributeVerificationCode: { AccessToken, AttributeName },
  GetUserPoolMfaConfig: onPool,
  GlobalSignOut: { AccessToken },
  InitiateAuth: initiateAuth,
  ListGroups: { ...onPool, Limit, NextToken },
  ListUserPoolClients: { ...onPool, MaxResults, NextToken },
  ListUserPools: { MaxResults, NextToken },
  ListUsers: {
    ...onPool,
    Filter: text(0, 256).optional(),
    Limit,
    PaginationToken: NextToken,
    AttributesToGet: listOf(text(1, 32), MOST_ATTRIBUTES).optional(),
  },
  ListUsersInGroup: { ...onPool, GroupName, Limit, NextToken },
  ResendConfirmationCode: signUp,
  RespondToAuthChallenge: respondToChallenge,
  RevokeToken: {
    ClientId,
    Token: RefreshToken,
    ClientSecret,
  },
  SetUserMFAPreference: { AccessToken, ...mfaPreference },
  SignUp: { ...signUp, Password, UserAttributes: attributes },
  UpdateUserAttributes: { AccessToken, UserAttributes: attributeList },
  VerifySoftwareToken: {
    AccessToken: AccessToken.optional(),
    Session,
    UserCode: matching(6, 6, '[0-9]+'),
    FriendlyDeviceName: text(0, LONGEST_VALUE).optional(),
  },
  VerifyUserAttribute: { AccessToken, AttributeName, Code: ConfirmationCode },
} satisfies Record<string, z.ZodRawShape>;

export type CognitoActionName = keyof typeof shapes;

/** Returns what checks the input of an action. Unknown members are ignored, as on AWS. */
export function inputCheck(action: CognitoActionName): (input: unknown) => object {
  const schema: z.ZodType<object> = z.object(shapes[action]);
  return (input) =>
    checkInput(schema, input, ({ kind, message }) =>
      kind === 'type' ? new AwsError('SerializationException', message) : invalidParameter(message),
    );
}
