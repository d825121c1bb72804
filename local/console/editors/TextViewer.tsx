import {
  createEditor,
  type MonacoEditor,
  onEditorContainerKeyDown,
  useGraphiQL,
  useMonaco,
} from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';

interface Properties {
  readonly label: string;
  readonly text: string;
  readonly isJson: boolean;
}

/** A text that can be read, searched and folded, in an editor like GraphiQL's own. */
export function TextViewer({ label, text, isJson }: Properties) {
  const { monaco } = useMonaco();
  const theme = useGraphiQL(({ monacoTheme }) => monacoTheme);
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<MonacoEditor>();

  useEffect(() => {
    if (!monaco || !container.current) return;
    const model = monaco.editor.createModel('', 'json', monaco.Uri.file('answer.json'));
    // The element is there, as was asked above, and stays until the editor is disposed.
    const element = { current: container.current };
    const created = createEditor(element, {
      model,
      readOnly: true,
      domReadOnly: true,
      lineNumbers: 'off',
      wordWrap: 'on',
      contextmenu: false,
      ariaLabel: label,
      ...(theme !== undefined && { theme }),
    });
    setEditor(created);
    return () => {
      created.dispose();
      model.dispose();
    };
  }, [monaco]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!monaco || !model) return;
    monaco.editor.setModelLanguage(model, isJson ? 'json' : 'plaintext');
    model.setValue(text);
    editor?.revealLine(1);
  }, [monaco, editor, text, isJson]);

  return (
    <section
      ref={container}
      className="result-window"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onEditorContainerKeyDown}
    />
  );
}
