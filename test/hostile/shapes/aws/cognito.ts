import { type Knowledge, VICTIM } from '../../target/knowledge.ts';
import type { ProperInputs } from './ProperInputs.ts';

const pool = ({ description }: Knowledge) => ({ UserPoolId: description.userPoolId });
const user = (known: Knowledge) => ({ ...pool(known), Username: VICTIM });
const client = ({ description }: Knowledge) => ({ ClientId: description.userPoolClientId });
const attributes = [{ Name: 'email', Value: 'victim@frontdesk.example' }];
const PASSWORD = 'Victim-2027';

export const cognito: ProperInputs = {
  AdminAddUserToGroup: (known) => ({ ...user(known), GroupName: 'Tenants' }),
  AdminConfirmSignUp: user,
  AdminCreateUser: (known) => ({ ...user(known), UserAttributes: attributes, MessageAction: 'SUPPRESS' }),
  AdminDeleteUser: (known) => ({ ...pool(known), Username: `${VICTIM}-none` }),
  AdminDisableUser: user,
  AdminEnableUser: user,
  AdminGetUser: user,
  AdminInitiateAuth: (known) => ({
    ...pool(known),
    ...client(known),
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: VICTIM, PASSWORD },
  }),
  AdminListGroupsForUser: (known) => ({ ...user(known), Limit: 5 }),
  AdminRemoveUserFromGroup: (known) => ({ ...user(known), GroupName: 'Tenants' }),
  AdminResetUserPassword: user,
  AdminRespondToAuthChallenge: (known) => ({
    ...pool(known),
    ...client(known),
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: 'a',
    ChallengeResponses: { USERNAME: VICTIM, NEW_PASSWORD: PASSWORD },
  }),
  AdminSetUserMFAPreference: (known) => ({
    ...user(known),
    SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
  }),
  AdminSetUserPassword: (known) => ({ ...user(known), Password: PASSWORD, Permanent: true }),
  AdminUpdateUserAttributes: (known) => ({ ...user(known), UserAttributes: attributes }),
  AdminUserGlobalSignOut: user,
  AssociateSoftwareToken: ({ tokens }) => ({ AccessToken: tokens.tenant }),
  ChangePassword: ({ tokens }) => ({
    AccessToken: tokens.tenant,
    PreviousPassword: 'a',
    ProposedPassword: PASSWORD,
  }),
  ConfirmForgotPassword: (known) => ({
    ...client(known),
    Username: VICTIM,
    ConfirmationCode: '000000',
    Password: PASSWORD,
  }),
  ConfirmSignUp: (known) => ({ ...client(known), Username: VICTIM, ConfirmationCode: '000000' }),
  CreateGroup: (known) => ({ ...pool(known), GroupName: VICTIM, Precedence: 9 }),
  DeleteUser: () => ({ AccessToken: 'e30.e30.a' }),
  DeleteUserAttributes: ({ tokens }) => ({ AccessToken: tokens.tenant, UserAttributeNames: ['nickname'] }),
  DescribeUserPool: pool,
  DescribeUserPoolClient: (known) => ({ ...pool(known), ...client(known) }),
  ForgotPassword: (known) => ({ ...client(known), Username: VICTIM }),
  GetGroup: (known) => ({ ...pool(known), GroupName: 'Tenants' }),
  GetTokensFromRefreshToken: (known) => ({ ...client(known), RefreshToken: 'a' }),
  GetUser: ({ tokens }) => ({ AccessToken: tokens.tenant }),
  GetUserAttributeVerificationCode: ({ tokens }) => ({
    AccessToken: tokens.tenant,
    AttributeName: 'email',
  }),
  GetUserPoolMfaConfig: pool,
  GlobalSignOut: () => ({ AccessToken: 'e30.e30.a' }),
  InitiateAuth: (known) => ({
    ...client(known),
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: VICTIM, PASSWORD },
  }),
  ListGroups: (known) => ({ ...pool(known), Limit: 5 }),
  ListUserPoolClients: (known) => ({ ...pool(known), MaxResults: 5 }),
  ListUserPools: () => ({ MaxResults: 5 }),
  ListUsers: (known) => ({ ...pool(known), Filter: 'email ^= "a"', Limit: 5, AttributesToGet: ['email'] }),
  ListUsersInGroup: (known) => ({ ...pool(known), GroupName: 'Tenants', Limit: 5 }),
  ResendConfirmationCode: (known) => ({ ...client(known), Username: VICTIM }),
  RespondToAuthChallenge: (known) => ({
    ...client(known),
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: 'a',
    ChallengeResponses: {
      USERNAME: VICTIM,
      PASSWORD_CLAIM_SIGNATURE: 'a',
      PASSWORD_CLAIM_SECRET_BLOCK: 'a',
      TIMESTAMP: 'a',
    },
  }),
  RevokeToken: (known) => ({ ...client(known), Token: 'a' }),
  SetUserMFAPreference: ({ tokens }) => ({
    AccessToken: tokens.tenant,
    SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
  }),
  SignUp: (known) => ({ ...client(known), Username: VICTIM, Password: PASSWORD, UserAttributes: attributes }),
  UpdateUserAttributes: ({ tokens }) => ({ AccessToken: tokens.tenant, UserAttributes: attributes }),
  VerifySoftwareToken: ({ tokens }) => ({
    AccessToken: tokens.tenant,
    UserCode: '000000',
    FriendlyDeviceName: 'a',
  }),
  VerifyUserAttribute: ({ tokens }) => ({
    AccessToken: tokens.tenant,
    AttributeName: 'email',
    Code: '000000',
  }),
};
