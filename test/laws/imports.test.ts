import { join } from 'node:path';
import { expect, test } from 'vitest';
import { breachesIn, ruleNames } from './cruiseImports.ts';
import { root } from './root.ts';

test('our code keeps the import laws', async () => {
  expect(await breachesIn(root)).toEqual([]);
});

test('every import law refuses its planted violation, and accepts lawful imports', async () => {
  const breaches = await breachesIn(join(root, 'test/laws/fixtures/planted/imports'));
  expect(breaches).toEqual([
    'dashboard-stands-alone: dashboard/seesModel.ts -> model/a/plain.ts',
    'domains-meet-in-events: lambda-fns/b/reachesOver.ts -> lambda-fns/a/lawful.ts',
    'domains-meet-in-events: model/b/reachesOver.ts -> model/a/keys.ts',
    'domains-share-only-rows: resolvers/b/sharesMore.ts -> model/a/plain.ts',
    'dry-runs-see-the-local-cloud: letters/dryRun/seesLib.ts -> lib/stack.ts',
    'functions-see-no-commands: lambda-fns/deadLetters/seesCommand.ts -> letters/commands/command.ts',
    'functions-see-only-types-of-event-schemas: lambda-fns/a/seesEventSchemas.ts -> model/a/eventSchemas.ts',
    'functions-see-the-core-of-letters: lambda-fns/a/seesLetters.ts -> letters/core/core.ts',
    'functions-see-the-model: lambda-fns/a/seesLib.ts -> lib/stack.ts',
    'letters-see-the-model: letters/core/seesLocal.ts -> local/cloud.ts',
    'lib-names-code-by-path: lib/seesLocal.ts -> local/cloud.ts',
    'lib-names-code-by-path: lib/seesStart.ts -> start/main.ts',
    'lib-sees-no-entities: lib/seesEntity.ts -> model/a/Thing.ts',
    'local-sees-itself: local/seesModel.ts -> model/a/plain.ts',
    'model-stands-alone: model/a/reachesOut.ts -> lib/stack.ts',
    'no-cycles: model/a/first.ts -> model/a/second.ts',
    'no-cycles: model/a/one.ts -> model/a/two.ts',
    'nobody-imports-start-or-tests: lib/seesStart.ts -> start/main.ts',
    'nobody-imports-the-dashboard: start/seesDashboard.ts -> dashboard/resident/page.ts',
    'pages-meet-in-components: dashboard/caretaker/seesResident.ts -> dashboard/resident/page.ts',
    'resolvers-see-no-entities: resolvers/a/seesEntity.ts -> model/a/Thing.ts',
    'resolvers-see-only-types-of-messages: resolvers/a/seesMessages.ts -> model/a/messages.ts',
    'resolvers-see-the-model: resolvers/a/seesLib.ts -> lib/stack.ts',
    'start-joins-lib-and-local: start/seesDashboard.ts -> dashboard/resident/page.ts',
    'start-joins-lib-and-local: start/seesModel.ts -> model/a/plain.ts',
  ]);
  expect(new Set(breaches.map((breach) => breach.split(':')[0]))).toEqual(new Set(ruleNames));
});
