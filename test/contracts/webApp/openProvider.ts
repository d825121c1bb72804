import type { Session } from '../../../start/connect.ts';
import { frontdesk } from '../../journeys/given.ts';
import { ask } from '../../journeys/when.ts';
import { subscribeWithWs } from '../../support/subscriber.ts';
import type { MessageInteraction } from '../pact/Pact.ts';
import type { Provider } from '../pact/verifyPact.ts';
import { acts } from './acts.ts';
import type { PersonName } from './Expectation.ts';
import { states, type Values, type World } from './states.ts';

/** A running cloud that is asked through its public doors, as the person whose page asks. */
export interface ApiProvider extends Provider, AsyncDisposable {
  readonly world: World;
}

export async function openProvider(): Promise<ApiProvider> {
  const desk = await frontdesk();
  const { admin, caretaker } = desk;
  const world: World = { desk, people: { admin, caretaker, resident: caretaker } };
  let [person, values]: [PersonName, Values] = ['resident', {}];
  /** What is only looked at is made once. */
  const made = new Map<string, { readonly values: Values; readonly resident: Session }>();
  return {
    world,
    async enter({ name, params }) {
      const state = states[name];
      if (!state) throw new Error(`Nobody knows how to bring about “${name}”.`);
      // As the pact was written.
      person = params['as'] as PersonName;
      const known = params['changes'] === true ? undefined : made.get(name);
      if (known) world.people.resident = known.resident;
      values = known?.values ?? (await state(world));
      if (params['changes'] !== true) made.set(name, { values, resident: world.people.resident });
      return values;
    },
    async answer(body) {
      const { query, variables } = JSON.parse(body);
      const { data, errors } = await ask(desk, world.people[person], query, variables);
      await desk.cloud.settles();
      // The client of the pages throws an answer that has errors: then nothing else of it is seen.
      return { status: 200, body: errors ? { errors } : { data } };
    },
    async deliver({ comments }: MessageInteraction) {
      const { subscription, when } = comments as {
        readonly subscription: { readonly query: string; readonly variables: object };
        readonly when: string;
      };
      const act = acts[when];
      if (!act) throw new Error(`Nobody knows how “${when}” comes about.`);
      const variables = JSON.parse(
        JSON.stringify(subscription.variables).replace(/\$\{(\w+)\}/g, (_, name: string) =>
          String(values[name]),
        ),
      );
      const authorization = { Authorization: world.people[person].idToken };
      const endpoint = { ...desk.cloud.describe(), authorization };
      const subscriber = await subscribeWithWs(endpoint, subscription.query, variables);
      await act(world, values);
      await desk.cloud.settles();
      const message: unknown = await subscriber.next();
      await subscriber.close();
      return message;
    },
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  };
}
