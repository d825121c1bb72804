import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import type { CloudDescription } from '../CloudDescription.ts';
import { Console } from './Console.tsx';
import './console.css';

installWorkers();
const description: CloudDescription = await (await fetch('/outputs.json')).json();
createRoot(document.getElementById('console')!).render(<Console description={description} />);

/** Monaco asks for its workers by label; they are bundled beside the page. */
function installWorkers(): void {
  const files: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_moduleId: string, label: string) =>
        new Worker(`/console/${files[label] ?? 'editor.worker.js'}`),
    },
  });
}
