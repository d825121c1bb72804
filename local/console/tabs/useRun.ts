import { type MonacoEditor, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { fillLeafs } from '@graphiql/toolkit';
import type { GraphQLSchema } from 'graphql';
import { useRef, useState } from 'react';
import type { Desk } from '../createDesk.ts';
import { type Operation, operationAt, readOperations } from '../operations/readOperations.ts';
import { readRequest } from '../operations/readRequest.ts';

/**
 * Returns what runs an operation of the tab that is looked at: the given one, the only one, or the one under the cursor.
 * Calls `onChoose` where it is none of these. GraphiQL's key bindings and menus call it, too: its store holds their actions.
 */
export function useRun(
  { tabs, sessions }: Pick<Desk, 'tabs' | 'sessions'>,
  onChoose: () => void,
): (operation?: Operation) => void {
  const actions = useGraphiQLActions();
  const { queryEditor, schema } = useGraphiQL(pick('queryEditor', 'schema'));
  const run = (given?: Operation) => {
    const session = sessions.of(tabs.active().id);
    const content = readOperations(tabs.active().query);
    if ('complaint' in content) return session.say('failure', content.complaint);
    const operation = given ?? operationAt(content.operations, cursorOf(queryEditor));
    if (!operation) return onChoose();
    if (queryEditor) addLeafs(queryEditor, schema);
    const request = readRequest(tabs.active(), operation);
    if ('complaint' in request) session.say('failure', request.complaint);
    else session.run(request);
  };
  const latest = useRef(run);
  latest.current = run;
  // Before the editors are there, which bind their keys once.
  useState(() => Object.assign(actions, { run: () => latest.current(), stop: () => undefined }));
  return run;
}

/** Where the cursor is in the text, in characters from its beginning. */
function cursorOf(editor: MonacoEditor | undefined): number | undefined {
  const position = editor?.getPosition();
  return position ? editor?.getModel()?.getOffsetAt(position) : undefined;
}

/** Completes fields that need a selection, as GraphiQL does; it can be undone. */
function addLeafs(editor: MonacoEditor, schema: GraphQLSchema | null | undefined): void {
  const model = editor.getModel();
  if (!model) return;
  const { insertions, result = '' } = fillLeafs(schema, model.getValue());
  if (insertions.length > 0)
    editor.executeEdits('leafs', [{ range: model.getFullModelRange(), text: result }]);
}
