import type { World } from '../../../platform/World.ts';
import { arnOf, parseArn } from '../../../platform/arns.ts';
import { notFound } from '../validation.ts';
import type { Archive, Replay } from './Archive.ts';
import type { Rule } from './Rule.ts';

export interface Bus {
  readonly name: string;
  readonly arn: string;
  description: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** By name, in the order of PutRule. */
  readonly rules: Map<string, Rule>;
  /** The resource policy's statements, as JSON documents by their id. */
  readonly statements: Map<string, unknown>;
}

export const DEFAULT_BUS = 'default';

/** Everything that EventBridge stores. */
export interface EventState {
  readonly buses: Map<string, Bus>;
  readonly archives: Map<string, Archive>;
  readonly replays: Map<string, Replay>;
  /** By name or ARN; the default bus where there is neither. */
  findBus(nameOrArn: string | undefined): Bus | undefined;
  /** Throws `ResourceNotFoundException`. */
  bus(nameOrArn: string | undefined): Bus;
  /** Throws `ResourceNotFoundException`. */
  rule(name: string, busNameOrArn: string | undefined): Rule;
  addBus(name: string, description?: string): Bus;
}

export function createEventState({ account, clock }: World): EventState {
  const buses = new Map<string, Bus>();

  const state: EventState = {
    buses,
    archives: new Map(),
    replays: new Map(),
    findBus: (nameOrArn = DEFAULT_BUS) => {
      const name = parseArn(nameOrArn)?.resource.replace(/^event-bus\//, '') ?? nameOrArn;
      return buses.get(name);
    },
    bus(nameOrArn = DEFAULT_BUS) {
      const bus = state.findBus(nameOrArn);
      if (bus) return bus;
      throw notFound(
        `Event bus ${parseArn(nameOrArn)?.resource.replace(/^event-bus\//, '') ?? nameOrArn} does not exist.`,
      );
    },
    rule(name, busNameOrArn) {
      const bus = state.bus(busNameOrArn);
      const rule = bus.rules.get(name);
      if (rule) return rule;
      throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`);
    },
    addBus(name, description) {
      const arn = arnOf(account, 'events', `event-bus/${name}`);
      const bus = { name, arn, description, createdAt: clock.now(), rules: new Map(), statements: new Map() };
      buses.set(name, bus);
      return bus;
    },
  };
  state.addBus(DEFAULT_BUS);
  return state;
}
