import {
  HeaderEditor,
  pick,
  QueryEditor,
  Spinner,
  UnStyledButton,
  useDragResize,
  useGraphiQL,
  useGraphiQLActions,
  useMonaco,
  VariableEditor,
} from '@graphiql/react';
import { parse } from 'graphql';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Tab } from '../tabs/Tab.ts';
import type { Tabs } from '../tabs/createTabs.ts';
import { createModels, type Models } from './createModels.ts';

interface Properties {
  readonly tabs: Tabs;
  readonly tab: Tab;
}

/** GraphiQL's editors of an operation, its variables and its headers, which show the panes of one tab. */
export function Editors({ tabs, tab }: Properties) {
  const { monaco } = useMonaco();
  const models = useMemo(() => monaco && createModels(monaco, tabs), [monaco, tabs]);
  const [tool, showTool] = useState<'variables' | 'headers'>('variables');
  const { firstRef, dragBarRef, secondRef } = useDragResize({
    defaultSizeRelation: 3,
    direction: 'vertical',
    sizeThresholdSecond: 60,
    storageKey: 'secondaryEditorFlex',
  });
  useShownModels(models, tab);
  useParsedDocument(tab.query);

  return (
    <div className="graphiql-editors">
      <section className="graphiql-query-editor" aria-label="Operation" ref={firstRef}>
        {monaco ? <QueryEditor /> : <Spinner />}
      </section>
      <div ref={dragBarRef}>
        <div className="graphiql-editor-tools">
          {(['variables', 'headers'] as const).map((name) => (
            <UnStyledButton
              key={name}
              type="button"
              className={name === tool ? 'active' : ''}
              aria-pressed={name === tool}
              onClick={() => showTool(name)}
            >
              {name === 'variables' ? 'Variables' : 'Headers'}
              {tab[name].trim() !== '' && <span className="console-dot" title="Not empty" />}
            </UnStyledButton>
          ))}
        </div>
      </div>
      <section
        className="graphiql-editor-tool"
        aria-label={tool === 'variables' ? 'Variables' : 'Headers'}
        ref={secondRef}
      >
        <VariableEditor className={tool === 'variables' ? '' : 'hidden'} />
        <HeaderEditor className={tool === 'headers' ? '' : 'hidden'} />
      </section>
    </div>
  );
}

/** GraphiQL merges fragments into the document that its store holds. */
function useParsedDocument(query: string): void {
  const { setOperationFacts } = useGraphiQLActions();
  useEffect(() => {
    try {
      setOperationFacts({ documentAST: parse(query) });
    } catch {
      // What cannot be parsed cannot be merged, and a run says why.
      setOperationFacts({});
    }
  }, [query]);
}

/** Puts a tab's models into the editors, where its cursors and scrolling were. */
function useShownModels(models: Models | undefined, tab: Tab): void {
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor'),
  );
  const { monacoGraphQL } = useMonaco();
  const views = useRef(new Map<string, unknown>());
  useEffect(() => {
    if (!models || !queryEditor || !variableEditor || !headerEditor) return;
    const shown = models.of(tab);
    const panes = [
      [queryEditor, shown.query],
      [variableEditor, shown.variables],
      [headerEditor, shown.headers],
    ] as const;
    for (const [editor, model] of panes) {
      editor.setModel(model);
      // Operations are read on phones, too.
      editor.updateOptions({ wordWrap: 'on' });
      // The same editor saved it, below.
      const view = views.current.get(model.uri.toString()) as ReturnType<typeof editor.saveViewState>;
      editor.restoreViewState(view ?? null);
    }
    monacoGraphQL?.setDiagnosticSettings({
      validateVariablesJSON: { [shown.query.uri.toString()]: [shown.variables.uri.toString()] },
      jsonDiagnosticSettings: {
        validate: true,
        schemaValidation: 'error',
        allowComments: true,
        trailingCommas: 'ignore',
      },
    });
    return () => {
      for (const [editor, model] of panes)
        if (!model.isDisposed()) views.current.set(model.uri.toString(), editor.saveViewState());
    };
  }, [models, tab.id, queryEditor, variableEditor, headerEditor, monacoGraphQL]);
}
