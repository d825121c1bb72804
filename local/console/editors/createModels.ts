import type * as monacoEditor from 'monaco-editor';
import type { Tab } from '../tabs/Tab.ts';
import type { Tabs } from '../tabs/createTabs.ts';

export type Monaco = typeof monacoEditor;
type Model = monacoEditor.editor.ITextModel;

/** The text of a tab's panes, with everything that can be undone in it. */
export interface TabModels {
  readonly query: Model;
  readonly variables: Model;
  readonly headers: Model;
}

/** A model of each pane for each tab, so that an editor shows another tab by showing another model. */
export interface Models {
  of(tab: Tab): TabModels;
}

export function createModels(monaco: Monaco, tabs: Tabs): Models {
  const models = new Map<string, TabModels>();
  const create = (tab: Tab): TabModels => {
    const model = (pane: keyof TabModels, language: string) => {
      const created = monaco.editor.createModel(
        tab[pane],
        language,
        monaco.Uri.file(`${tab.id}-${pane}.${language}`),
      );
      created.onDidChangeContent(() => tabs.edit(tab.id, { [pane]: created.getValue() }));
      return created;
    };
    return {
      query: model('query', 'graphql'),
      variables: model('variables', 'json'),
      headers: model('headers', 'json'),
    };
  };

  tabs.store.subscribe(({ tabs: open }) => {
    for (const [id, { query, variables, headers }] of models)
      if (!open.some((tab) => tab.id === id)) {
        models.delete(id);
        for (const model of [query, variables, headers]) model.dispose();
      }
  });
  return {
    of(tab) {
      const known = models.get(tab.id) ?? create(tab);
      models.set(tab.id, known);
      return known;
    },
  };
}
