import { z } from 'zod';
import { parseJson } from '../../../platform/parseJson.ts';
import { type Bus, DEFAULT_BUS } from '../state/createEventState.ts';
import { alreadyExists, inert, notFound, validationError, pagination, epochSeconds } from '../validation.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus = defineAction(
  {
    Name: z
      .string()
      .regex(
        /^[.\-_A-Za-z0-9]{1,256}$/,
        'Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+',
      ),
    Description: z.string().max(512).optional(),
    KmsKeyIdentifier: inert,
    LogConfig: inert,
    Tags: inert,
  },
  ({ Name, Description }, { state }) => {
    if (state.buses.has(Name)) throw alreadyExists(`Event bus ${Name} already exists.`);
    if (Name.startsWith('aws.')) throw validationError(`Event bus name starting with 'aws.' is not valid.`);
    return { EventBusArn: state.addBus(Name, Description).arn };
  },
);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html */
export const updateEventBus = defineAction(
  {
    Name: z.string().optional(),
    Description: z.string().max(512).optional(),
    KmsKeyIdentifier: inert,
    LogConfig: inert,
  },
  ({ Name, Description }, { state }) => {
    const bus = state.bus(Name);
    bus.description = Description;
    return { Arn: bus.arn, Name: bus.name };
  },
);

/** Succeeds where the bus does not exist. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export const deleteEventBus = defineAction({ Name: z.string() }, ({ Name }, { state }) => {
  if (Name === DEFAULT_BUS) throw validationError('Cannot delete event bus default.');
  const bus = state.buses.get(Name);
  if (bus && bus.rules.size > 0) throw validationError("Event bus can't be deleted since it has rules.");
  state.buses.delete(Name);
  return {};
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus = defineAction({ Name: z.string().optional() }, ({ Name }, { state }) =>
  busShape(state.bus(Name)),
);

/** The resource policy of a bus as JSON text. */
export const policyOfBus = ({ statements }: Pick<Bus, 'statements'>) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [...statements.values()] });

const busShape = ({ name, arn, description, createdAt, statements }: Bus) => ({
  Name: name,
  Arn: arn,
  ...(description !== undefined && { Description: description }),
  ...(statements.size > 0 && {
    Policy: policyOfBus({ statements }),
  }),
  CreationTime: epochSeconds(createdAt),
  LastModifiedTime: epochSeconds(createdAt),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses = defineAction(
  { NamePrefix: z.string().optional(), ...pagination },
  ({ NamePrefix = '' }, { state }) => ({
    EventBuses: [...state.buses.values()].filter(({ name }) => name.startsWith(NamePrefix)).map(busShape),
  }),
);

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_POLICY = 10_240;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
export const putPermission = defineAction(
  {
    EventBusName: z.string().optional(),
    StatementId: z.string().optional(),
    Action: z.string().optional(),
    Principal: z.string().optional(),
    Policy: z.string().max(LONGEST_POLICY).optional(),
    Condition: inert,
  },
  ({ EventBusName, StatementId, Action, Principal, Policy, Condition }, { state }) => {
    const bus = state.bus(EventBusName);
    if (Policy !== undefined) {
      const statements = statementsOf(Policy);
      bus.statements.clear();
      for (const [at, statement] of statements.entries())
        bus.statements.set(statement.Sid ?? `${at}`, statement);
    } else if (StatementId) {
      bus.statements.set(StatementId, {
        Sid: StatementId,
        Effect: 'Allow',
        Principal: principalOf(Principal),
        Action,
        Resource: bus.arn,
        ...(Condition !== undefined && { Condition }),
      });
    } else {
      throw validationError('Parameter StatementId must be specified.');
    }
    return {};
  },
);

/** Everybody, an account, or what a template's statement says as JSON. */
function principalOf(principal: string | undefined): unknown {
  if (principal?.startsWith('{')) return parseJson(principal);
  return principal !== undefined && /^\d{12}$/.test(principal)
    ? { AWS: `arn:aws:iam::${principal}:root` }
    : principal;
}

const statement = z.looseObject({ Sid: z.string().optional() });
const policyDocument = z.object({
  Statement: z.union([z.array(statement), statement.transform((one) => [one])]),
});

/** Statements are kept as they come; only their ids are read. */
function statementsOf(policy: string): readonly z.output<typeof statement>[] {
  try {
    const parsed = policyDocument.safeParse(parseJson(policy));
    if (parsed.success) return parsed.data.Statement;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw validationError('Parameter Policy is not valid JSON.');
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export const removePermission = defineAction(
  {
    EventBusName: z.string().optional(),
    StatementId: z.string().optional(),
    RemoveAllPermissions: z.boolean().optional(),
  },
  ({ EventBusName, StatementId = '', RemoveAllPermissions = false }, { state }) => {
    const { statements } = state.bus(EventBusName);
    if (RemoveAllPermissions) statements.clear();
    // Chosen: AWS documents the exception and not its words.
    else if (!statements.delete(StatementId)) throw notFound(`Statement ${StatementId} does not exist.`);
    return {};
  },
);
